import Foundation
import HTTPTypes
import Testing

@Suite("Every address answers", .serialized)
struct RouteTests {
    private static let pages = [
        "/", "/notes", "/notes/20_queue_operations", "/notes/20_queue_operations.md", "/notes/east/index",
        "/notes/index", "/search", "/search?q=backlog", "/search?q=nothinglikethis", "/symptoms", "/series",
        "/series/backend", "/tags", "/tags/queue",
    ]

    @Test(
        "a search that finds nothing says what a query may hold, not what was left out of it; statistics of nothing say so"
    )
    func nothing() async throws {
        let site = try TestSite()
        let page = try await site.text("/search?q=zzqqx")
        #expect(page.contains("Nothing found for") && !page.contains("<div class=\"changes\">"))
        #expect(page.contains("<details class=\"help\" open>"))
        let statistics = try await site.text("/review/stats")
        #expect(statistics.contains("No reviews yet") && !statistics.contains("past-heading"))
    }

    @Test("a search says once, and in one place, what it did with the words of a query")
    func changes() async throws {
        let site = try TestSite()
        let page = try await site.text("/search?q=baclkog+zzqqx")
        #expect(page.ranges(of: "<div class=\"changes\">").count == 1)
        #expect(page.contains("<p>“zzqqx” was left out") && !page.contains("No note holds all the words"))
        #expect(page.contains("<details class=\"help\"><summary>"))
    }

    @Test(
        "a page is complete HTML in the reader's language, without a phrase missing", arguments: pages, ["en", "zh-TW"])
    func page(path: String, language: String) async throws {
        let site = try TestSite()
        let response = try await site.get(path, headers: [.acceptLanguage: language])
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        #expect(response.text.hasPrefix("<!doctype html>\n<html lang=\"\(language == "en" ? "en" : "zh-Hant")\""))
        #expect(response.text.hasSuffix("</html>\n") || response.text.hasSuffix("</html>"))
        #expect(!response.text.contains("web."), "a phrase is missing")
        #expect(!response.text.contains("Words("), "a phrase is missing")
        #expect(response.text.components(separatedBy: "<h1").count == 2)
    }

    @Test(
        "HEAD answers like GET, without a body",
        arguments: ["/", "/notes/20_queue_operations", "/api/v1/notes", "/healthz", "/static/kb.css"])
    func head(path: String) async throws {
        let site = try TestSite()
        let response = try await site.get(path, method: .head)
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] != nil)
    }

    @Test("a page that is not there searches for its name", arguments: ["/notes/queue_deepdive_operations", "/queue"])
    func notFound(path: String) async throws {
        let response = try await TestSite().get(path)
        #expect(response.status == .notFound)
        #expect(response.text.contains("/notes/20_queue_operations"))
    }

    @Test("notes that share an id are offered for choice, and each has an address of its own")
    func choice() async throws {
        let site = try TestSite()
        let choice = try await site.text("/notes/index")
        #expect(choice.contains("href=\"/notes/east/index.md\""))
        #expect(choice.contains("href=\"/notes/west/index.md\""))
        #expect(try await site.text("/notes/east/index.md").contains("The eastern region."))
        #expect(try await site.text("/notes/west/index").contains("The western region."))
    }

    @Test("a note at the top that shares its id with one below is offered too")
    func choiceAtTheTop() async throws {
        let site = try TestSite(["index.md": "# Top\n", "below/index.md": "# Below\n"])
        let choice = try await site.text("/notes/index")
        #expect(choice.contains("href=\"/notes/index.md\""))
        #expect(choice.contains("href=\"/notes/below/index.md\""))
        #expect(try await site.text("/notes/index.md").contains("<span lang=\"en\">Top</span></h1>"))
    }

    @Test("a file that is no text has a page that says so")
    func binary() async throws {
        let site = try TestSite(["blob.md": "zero \0 byte"])
        let response = try await site.get("/notes/blob")
        #expect(response.status == .unprocessableContent)
        #expect(response.text.contains("the file is not text"))
        // Nobody need look into the log for it.
        #expect(!response.text.contains("In the log under"))
    }

    @Test("the health check and the figures answer, figures by the pattern of a route")
    func operations() async throws {
        let site = try TestSite()
        #expect(try await site.get("/healthz").text == "ok\n")
        _ = try await site.get("/notes/20_queue_operations")
        let figures = try await site.get("/metrics").text
        #expect(figures.contains("kb_notes 4.0\n"))
        #expect(figures.contains("route=\"/notes/**\",method=\"GET\",status=\"200\""))
    }

    @Test("every family tells what it is; in OpenMetrics also its unit, where its name ends with one")
    func families() async throws {
        let site = try TestSite()
        for (accept, isOpen) in [("text/plain", false), ("application/openmetrics-text; version=1.0.0", true)] {
            let lines = try await site.get("/metrics", headers: [.accept: accept]).text.split(separator: "\n")
            var types: [String: String] = [:]
            var family = ""
            for line in lines where line != "# EOF" {
                let words = line.split(separator: " ", maxSplits: 3).map(String.init)
                switch (words[0], words[1]) {
                case ("#", "HELP"): family = words[2]
                case ("#", "TYPE"):
                    #expect(words[2] == family && types[family] == nil)
                    types[family] = words[3]
                case ("#", "UNIT"): #expect(isOpen && words[2] == family && family.hasSuffix("_" + words[3]))
                default:
                    let end =
                        types[family] == "histogram"
                        ? ["_bucket", "_sum", "_count"] : isOpen && types[family] == "counter" ? ["_total"] : [""]
                    let name = line.prefix { $0 != "{" && $0 != " " }
                    #expect(end.contains { name == family + $0 }, "\(line)")
                    #expect(line.split(separator: " ").last.flatMap { Double($0) } != nil, "\(line)")
                }
            }
            #expect(types["kb_run_duration_seconds"] == "histogram")
            #expect(types[isOpen ? "kb_runs" : "kb_runs_total"] == "counter")
            #expect(lines.contains("# UNIT kb_run_duration_seconds seconds") == isOpen)
            #expect(lines.contains("# UNIT kb_index_size_bytes bytes") == isOpen)
        }
    }

    @Test("an empty folder has a first page that says what to do")
    func empty() async throws {
        let site = try TestSite([:])
        #expect(try await site.text("/").contains("Put markdown files into"))
    }

    @Test("notes without symptoms, dates, series and tags have no heading with nothing below it")
    func plain() async throws {
        let site = try TestSite(["one.md": "# One\n\nSome text.\n"])
        let home = try await site.text("/")
        for heading in ["runbooks", "recent", "series", "tags"] { #expect(!home.contains("kb:\(heading)-heading")) }
        #expect(home.contains("No note has a table of symptoms yet.") && !home.contains("<table"))
        #expect(home.contains("<a class=\"more\" href=\"/notes\">All notes</a>"))
        for (path, sentence) in [("/series", "series:"), ("/tags", "tags:"), ("/recent", "updated:")] {
            let page = try await site.text(path)
            #expect(page.contains("<p class=\"empty\">No note") && page.contains(sentence), "\(path)")
        }
    }
}

@Suite("What is due on the first page", .serialized)
struct DueListTests {
    @Test("is what is due elsewhere: by the interval too, and nothing that is out of use, however that is written")
    func due() async throws {
        let site = try TestSite([
            "late.md": "---\ntitle: Late one\nupdated: 2026-01-01\nreview_interval_days: 14\n---\n",
            "old.md": "---\ntitle: Old one\nstatus: Archived\nnext_review: 2026-01-01\n---\n",
        ])
        let home = try await site.text("/")
        let list = try #require(
            home.split(separator: "id=\"kb:due-heading\"").last?.split(separator: "</section>").first)
        #expect(list.contains("Late one"))
        #expect(!list.contains("Old one"))
        #expect(try await !site.text("/notes/old").contains("badge-overdue"))
        let late = try await site.text("/notes/late")
        #expect(late.contains("badge-overdue"))
        #expect(late.contains("datetime=\"2026-01-15\""))
    }
}

@Suite("Images of the notes folder", .serialized)
struct FileTests {
    @Test("are shown, in a sandbox of their own")
    func image() async throws {
        let site = try TestSite(["a.md": "# A\n\n![plan](plan.svg)\n", "plan.svg": "<svg/>"])
        #expect(try await site.text("/notes/a").contains("<img src=\"/files/plan.svg\""))
        let response = try await site.get("/files/plan.svg")
        #expect(response.headers[.contentType] == "image/svg+xml")
        #expect(response.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
    }

    @Test(
        "nothing else of the machine is",
        arguments: [
            "/files/a.md", "/files/../index.sqlite", "/files/%2e%2e/%2e%2e/etc/passwd", "/files/.hidden/a.png",
            "/files/a%00.png",
            "/files/nothing.png", "/files/out.png", "/files/",
        ])
    func others(path: String) async throws {
        let site = try TestSite(["a.md": "# A\n", ".hidden/a.png": "x"])
        try FileManager.default.createSymbolicLink(
            atPath: site.folder + "/notes/out.png", withDestinationPath: "/etc/hostname")
        #expect(try await site.get(path).status == .notFound)
    }

    @Test("a note that is a link out of the folder shows nothing of what it leads to", arguments: ["evil", "host"])
    func linkedNote(name: String) async throws {
        let site = try TestSite(["host.md": "# Host\n\n![[evil]]\n"])
        let secret = site.folder + "/secret.md"
        try Data("zebra".utf8).write(to: URL(fileURLWithPath: secret))
        try FileManager.default.createSymbolicLink(
            atPath: site.folder + "/notes/evil.md", withDestinationPath: secret)
        for path in ["/notes/\(name)", "/api/v1/notes/\(name)"] {
            #expect(try await !site.get(path).text.contains("zebra"))
        }
    }
}
