import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("Ways through the notes", .serialized)
struct WayTests {
    @Test("a note shows what it links to, what is like it, and a drawing that repeats the lists")
    func surroundings() async throws {
        let page = try await TestSite().text("/notes/20_queue_operations")
        #expect(page.contains("<h2 id=\"kb:linked-heading\">Links to</h2>"))
        #expect(page.contains("<svg class=\"graph\""))
        #expect(page.contains("aria-hidden=\"true\" focusable=\"false\""))
    }

    @Test("the map holds every linked note, draws each once, and says the same in a table")
    func map() async throws {
        let page = try await TestSite().text("/graph")
        #expect(page.components(separatedBy: "<circle").count - 1 == 3)  // two notes, and the sign of the site
        #expect(page.contains("<th scope=\"row\"><a href=\"/notes/20_queue_operations\">"))
        #expect(page.contains("Notes without links: 2"))
    }

    @Test("wanted notes are listed with who wants them")
    func wanted() async throws {
        let page = try await TestSite().text("/wanted")
        #expect(page.contains("nobody_wrote_this"))
        #expect(page.contains("href=\"/notes/20_queue_operations\""))
    }

    @Test("what people looked for and did not find is wanted too; what they found is not")
    func unanswered() async throws {
        let site = try TestSite(withJournal: true)
        for query in ["zeppelin%20brakes", "Zeppelin+brakes%20", "queue"] {
            _ = try await site.text("/search?q=\(query)")
        }
        // A page that is open and follows the notes asks nothing anew.
        let following = try #require(HTTPField.Name("KB-Following"))
        _ = try await site.get("/search?q=zeppelin%20brakes", headers: [following: "1"])
        let page = try await site.text("/wanted")
        #expect(page.contains("href=\"/search?q=Zeppelin%20brakes\">Zeppelin brakes</a>"))
        #expect(page.contains("Asked <b>2</b>"))
        #expect(!page.contains("/search?q=queue\""))
        #expect(try await site.text("/wanted") == page)
        try site.write("# Zeppelin brakes\n\nThey squeal.\n", to: "zeppelin.md")
        #expect(try await !site.text("/wanted").contains("Zeppelin brakes</a>"))
    }

    @Test("a search for the name of an alert leads to what it is about, and asks nobody to write it")
    func soughtAlert() async throws {
        let site = try TestSite(withJournal: true)
        let page = try await site.text("/search?q=QueueOperationsS1")
        #expect(
            page.contains("<p class=\"hint\">“QueueOperationsS1” is an alert about: <a href=\"/a/QueueOperationsS1\">"))
        #expect(try await site.get("/a/QueueOperationsS1").headers[.location] == "/notes/20_queue_operations#s1")
        #expect(try await !site.text("/search?q=backlog").contains("is an alert about"))
        #expect(try await !site.text("/wanted").contains("QueueOperationsS1"))
    }

    @Test("the first page says how many runbooks it leaves out, and where they are")
    func manyRunbooks() async throws {
        let table = "## Symptoms\n\n| # | Symptom |\n|---|---|\n| S1 | Slow |\n"
        var notes = Dictionary(uniqueKeysWithValues: (1...60).map { ("runbook\($0).md", "# R\($0)\n\n" + table) })
        #expect(try await !TestSite(notes).text("/").contains("More runbooks"))
        notes["runbook61.md"] = "# R61\n\n" + table
        #expect(try await TestSite(notes).text("/").contains("href=\"/notes\">More runbooks, among all notes: 1</a>"))
    }

    @Test("recent changes come latest first")
    func recent() async throws {
        let page = try await TestSite().text("/recent")
        let first = try #require(page.firstRange(of: "20_queue_operations.md"))
        let second = try #require(page.firstRange(of: "19_queue_deep_dive.md"))
        #expect(first.lowerBound < second.lowerBound)
    }

    @Test("a preview holds the purpose or the named section, without ids, and nothing of the site around it")
    func preview() async throws {
        let site = try TestSite()
        let whole = try await site.text("/previews/19_queue_deep_dive")
        #expect(whole.contains("slows producers down"))
        #expect(!whole.contains("<html"))
        let section = try await site.text("/previews/20_queue_operations?section=s1-resolve")
        #expect(section.contains("Start more consumers"))
        #expect(!section.contains(" id=\""))
        let symptom = try await site.text("/previews/20_queue_operations?section=s2")
        #expect(symptom.contains("Throughput halves"))
        #expect(try await site.get("/previews/no_such_note").status == .notFound)
        #expect(try await site.get("/previews/index").status == .notFound)
    }

    @Test("what a search found is no part of what a page holds: one page is kept for all queries")
    func foundTerms() async throws {
        let site = try TestSite()
        let plain = try await site.get("/notes/19_queue_deep_dive")
        let marked = try await site.get("/notes/19_queue_deep_dive?h=flow")
        #expect(plain.headers[.eTag] == marked.headers[.eTag])
    }
}

@Suite("The layout of a map")
struct GraphLayoutTests {
    private static func ring(_ count: Int) -> [(from: Int, to: Int)] {
        (0..<count).map { (from: $0, to: ($0 + 1) % count) }
    }

    @Test("is the same for the same graph")
    func deterministic() {
        let points = GraphLayout(count: 60, edges: Self.ring(60)).points
        #expect(points == GraphLayout(count: 60, edges: Self.ring(60)).points)
    }

    @Test("puts no two notes on one place, and keeps all at finite ones")
    func apart() {
        let points = GraphLayout(count: 200, edges: Self.ring(200) + [(from: 3, to: 3), (from: 7, to: 900)]).points
        #expect(points.allSatisfy { $0.x.isFinite && $0.y.isFinite })
        for (number, point) in points.enumerated() {
            #expect(points[(number + 1)...].allSatisfy { ($0 - point).length > 0.2 })
        }
    }

    @Test("puts linked notes nearer than others")
    func near() {
        // Two stars that no link joins.
        let edges = (1...8).map { (from: 0, to: $0) } + (10...17).map { (from: 9, to: $0) }
        let points = GraphLayout(count: 18, edges: edges).points
        let linked = edges.map { (points[$0.from] - points[$0.to]).length }.reduce(0, +) / 16
        let apart = (1...8).map { (points[9] - points[$0]).length }.reduce(0, +) / 8
        #expect(linked < apart)
    }

    @Test("writes no name on a note or on another name, and beside its note wherever there is room")
    func labels() {
        let circles = [(600.0, 100.0), (600, 122), (600, 60), (40, 300)].map { Circle(x: $0.0, y: $0.1, radius: 8) }
        var places = LabelPlaces(circles, width: 1200, height: 400)
        let label = "Redis Operations"
        let middle = places.place(for: label, at: circles[0])
        #expect(middle?.anchor == "middle" && middle.map { $0.y < circles[0].y } == true)
        let lower = places.place(for: label, at: circles[1])
        #expect(lower?.anchor == "middle" && lower.map { $0.y > circles[1].y } == true)
        // In the middle it would leave the drawing.
        let edge = places.place(for: label, at: circles[3])
        #expect(edge?.anchor == "start" && edge.map { $0.x > circles[3].x } == true)
        let tooLong = places.place(for: String(repeating: "x", count: 400), at: circles[2])
        #expect(tooLong == nil)
    }

    @Test("fills the width that there is")
    func width() {
        let places = (0..<17).map { GraphDrawing.Place(href: "", title: "\($0)", isRunbook: false, links: 2) }
        let drawing = GraphDrawing(places: places, links: Self.ring(17))
        let middles = drawing.nodes.compactMap { Double($0.x) }
        #expect((middles.max() ?? 0) - (middles.min() ?? 0) > 900)
        #expect(drawing.nodes.allSatisfy { $0.label != nil })
    }

    @Test("of nothing and of one note is no error", arguments: [0, 1])
    func small(count: Int) {
        #expect(GraphLayout(count: count, edges: [(from: 0, to: 1)]).points.count == count)
    }
}
