import Foundation
import Testing

@Suite("The page of a runbook", .serialized)
struct NotePageTests {
    @Test("begins with title, freshness and the board of symptoms")
    func order() async throws {
        let page = try await TestSite().text("/notes/20_queue_operations")
        let places = [
            "<span lang=\"en\">Queue Operations</span><span class=\"bilingual-separator\"> / </span>",
            "Review overdue by 3 d",
            "<tr id=\"s1\"", "href=\"#s1-detect\"", "href=\"#s1-resolve\"", "id=\"symptoms--常見症狀\"", "id=\"s1-detect\"",
            "id=\"s1-resolve\"",
        ]
        var position = page.startIndex
        for place in places {
            let range = page[position...].firstRange(of: place)
            #expect(range != nil, "\(place) is missing or too early")
            position = range?.upperBound ?? position
        }
    }

    @Test("can be read while a review log can't")
    func unreadableLog() async throws {
        let site = try TestSite(["a.md": "# Disk full\n\nWhat to do.\n"])
        let folder = site.folder + "/notes/.kb/reviews"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        #expect(FileManager.default.createFile(atPath: folder + "/evil.jsonl", contents: nil))
        let log = try FileHandle(forWritingTo: URL(fileURLWithPath: folder + "/evil.jsonl"))
        try log.truncate(atOffset: 65 << 20)
        try log.close()
        #expect(try await site.text("/notes/a").contains("What to do."))
        #expect(try await site.text("/search?q=disk").contains("Disk full"))
    }

    @Test("an anchor that the author gave a heading is its id and is not shown")
    func givenAnchors() async throws {
        let site = try TestSite(["a.md": "# A\n\n## Why it is so {#why}\n\ntext {#kept}\n"])
        let page = try await site.text("/notes/a")
        #expect(page.contains("id=\"why\""))
        #expect(!page.contains("{#why}"))
        #expect(page.contains("{#kept}"))
    }

    @Test("every anchor that it links to is there, and none twice")
    func anchors() async throws {
        let page = try await TestSite().text("/notes/20_queue_operations")
        let ids = Self.values(of: "id", in: page)
        #expect(Set(ids).count == ids.count)
        let targets = Self.values(of: "href", in: page).filter { $0.hasPrefix("#") && $0 != "#kb:main" }
        #expect(targets.count > 5)
        for target in targets {
            let id = target.dropFirst().removingPercentEncoding ?? ""
            #expect(ids.contains(id), "\(target) leads nowhere")
        }
    }

    @Test("tells commands that look from commands that change something")
    func effects() async throws {
        let page = try await TestSite().text("/notes/20_queue_operations")
        #expect(page.contains("data-effect=\"reads\" data-label=\"read-only\"><code class=\"language-promql\">"))
        #expect(
            page.contains(
                "data-effect=\"changes\" data-label=\"changes something\"><code class=\"language-bash\">queuectl scale")
        )
    }

    @Test("resolves wikilinks to pages and headings, and shows the ones that nobody wrote")
    func links() async throws {
        let page = try await TestSite().text("/notes/20_queue_operations")
        #expect(page.contains("href=\"/notes/19_queue_deep_dive#flow-control\""))
        #expect(page.contains("<a class=\"wikilink\" href=\"/notes/19_queue_deep_dive\">the deep dive</a>"))
        #expect(page.contains("class=\"wikilink wanted\""))
    }

    @Test("has previous and next chapter in natural order, and the notes that link to it with their sentence")
    func neighbours() async throws {
        let page = try await TestSite().text("/notes/20_queue_operations")
        #expect(page.contains("rel=\"prev\" href=\"/notes/19_queue_deep_dive\""))
        #expect(!page.contains("rel=\"next\""))
        #expect(page.contains("The broker slows producers down."))
    }

    @Test("shows that a heading which is linked to is not there")
    func missingHeading() async throws {
        let site = try TestSite(["a.md": "# A\n\n[[b#nope]] and [[b#here]]\n", "b.md": "# B\n\n## Here\n"])
        let page = try await site.text("/notes/a")
        #expect(page.contains("<a class=\"wikilink wanted\" href=\"/notes/b#nope\">"))
        #expect(page.contains("<a class=\"wikilink\" href=\"/notes/b#here\">"))
        #expect(page.contains("b.md has no heading for &quot;b#nope&quot;"))
    }

    @Test("repeats on the board only so much of the note; beyond it the links of the row lead there")
    func bounds() async throws {
        let rows = (1...100).map { "| S\($0) | d |" }.joined(separator: "\n")
        let table = "# A\n\n## Symptoms\n\n| # | Symptom |\n|---|---|\n\(rows)\n\n"
        let words = String(repeating: "A line of words.\n\n", count: 1_000)
        let fences = String(repeating: "```sh\ntrue\n```\n\n", count: 100)
        let site = try TestSite([
            "shared.md": table + "## Resolution\n\n### S1-S50, S51-S100\n\n" + words,
            "fences.md": table + "## Detection\n\n### S1-S50, S51-S100\n\n" + fences,
        ])
        for note in ["shared", "fences"] {
            let page = try await site.text("/notes/" + note)
            #expect(page.utf8.count < 1_000_000)
            #expect(page.contains("<tr class=\"run\""))
            #expect(page.components(separatedBy: "<tr id=\"s").count == 101)
            let anchor = note == "shared" ? "s100-resolve" : "s100-detect"
            #expect(page.contains("href=\"#\(anchor)\"") && page.contains("id=\"\(anchor)\""))
        }
    }

    @Test("all that a page embeds of other notes is bounded together")
    func embeds() async throws {
        let big = "# Big\n\n" + String(repeating: "A line of words.\n\n", count: 20_000)
        let rows = (1...10).map { "| S\($0) | d |" }.joined(separator: "\n")
        let parts = (1...10).map { "### S\($0): x\n\n![[big]]\n" }.joined(separator: "\n")
        let note = "# A\n\n## Symptoms\n\n| # | Symptom |\n|---|---|\n\(rows)\n\n## Resolution\n\n\(parts)"
        let page = try await TestSite(["a.md": note, "big.md": big]).text("/notes/a")
        #expect(page.components(separatedBy: "class=\"embed\"").count - 1 <= 3)
    }

    @Test("a part that is shown by itself has the links and footnotes that the note defines elsewhere")
    func definitions() async throws {
        let table = "# A\n\n## Symptoms\n\n| # | Symptom |\n|---|---|\n| S1 | Lag |\n\n"
        let text = """
            \(table)## Resolution

            ### S1: Lag

            See [the Board][g], [other] and what helps[^1].

            ## Notes

            ```text
            [g]: https://wrong.example/
            ```

            [G]: https://right.example/
              "Dashboard"
            [^1]: Restart *once*, as [g] says.

            [unused]: https://unused.example/
            """
        let site = try TestSite(["a.md": text, "b.md": "# B\n\n![[a#s1-resolve]]\n"])
        let board = try await site.text("/notes/a").components(separatedBy: "<tr class=\"run\"").dropFirst().first
        let row = try #require(board?.components(separatedBy: "</tr>").first)
        for part in [row, try await site.text("/notes/b")] {
            #expect(part.contains("<a href=\"https://right.example/\" title=\"Dashboard\">the Board</a>"))
            #expect(part.contains("Restart <em>once</em>, as <a href=\"https://right.example/\""))
            #expect(part.contains("[other]") && !part.contains("unused.example"))
        }
    }

    @Test("links of a part that is embedded lead to the note that it is of, and footnotes to their own")
    func embeddedLinks() async throws {
        let part = "## Causes\n\n[see](#causes), [[#Causes]], <a href=\"#causes\">there</a>, text[^1]\n\n[^1]: Note.\n"
        let site = try TestSite([
            "a.md": "# A\n\n## Causes\n\n[own](#causes) [[#causes]]\n\n![[b]]\n\n![[c]]\n", "b.md": "# B\n\n" + part,
            "c.md": "# C\n\n" + part,
        ])
        let page = try await site.text("/notes/a")
        #expect(page.contains("<a href=\"#causes\">own</a> <a class=\"wikilink\" href=\"#causes\">"))
        for note in ["b", "c"] {
            #expect(page.components(separatedBy: " href=\"/notes/\(note)#causes\"").count == 4)
        }
        let ids = Self.values(of: "id", in: page)
        #expect(Set(ids).count == ids.count)
        #expect(ids.filter { $0.hasSuffix("-fn1") }.count == 2)
    }

    @Test("nothing of a note is called as an element of the page is")
    func ownElements() async throws {
        let text = "# A\n\n## Status\n\n## Keys {#kb:keys}\n\n<a id=\"kb:words\"></a>\n\n| # | Symptom |\n|---|---|\n"
        let page = try await TestSite(["a.md": text]).text("/notes/a")
        let ids = Self.values(of: "id", in: page)
        #expect(ids.contains("status") && ids.contains("keys"))
        for own in ["kb:status", "kb:keys", "kb:words", "kb:main"] { #expect(ids.filter { $0 == own }.count == 1) }
    }

    @Test("lists what is wrong with the note, for its author")
    func findings() async throws {
        let page = try await TestSite().text("/notes/20_queue_operations")
        #expect(page.contains("Symptom without detection"))
        #expect(page.contains("nobody_wrote_this"))
    }

    @Test("lists PromQL that can't be measured, as kb lint does")
    func detectionFindings() async throws {
        let table = "## Symptoms\n| # | Symptom |\n|---|---|\n| S1 | Slow |\n"
        let site = try TestSite(["a.md": "# A\n" + table + "## Detection\n### S1\n```promql\nsum(up\n```\n"])
        let page = try await site.text("/notes/a")
        #expect(page.contains("PromQL cannot be used"))
        #expect(page.contains("the text ends"))
    }

    static func values(of attribute: String, in page: String) -> [String] {
        page.components(separatedBy: " \(attribute)=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
    }
}
