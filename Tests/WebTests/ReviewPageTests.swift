import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("Reviews on pages", .serialized)
struct ReviewPageTests {
    private static let environment = ["KB_NOW": "2026-03-01T09:00:00Z", "TZ": "UTC", "KB_REVIEWER": "ann"]

    private static func note(_ title: String, next: String, extra: String = "") -> String {
        """
        ---
        title: \(title)
        review_interval_days: 10
        next_review: \(next)
        ---

        # \(title)

        ## Symptoms / 常見症狀

        | # | 症狀 | 影響 | 緊急度 |
        |---|------|------|--------|
        | S1 | Backlog grows / 積壓 | late | High |

        ## Hidden part

        The answer that is hidden.\(extra)

        """
    }

    private static let notes = [
        "late.md": note("Late", next: "2026-02-01"), "today.md": note("Today", next: "2026-03-01"),
        "later.md": note("Later", next: "2026-03-20"),
    ]

    private static func site() throws -> TestSite { try TestSite(notes) { $0.environment = environment } }

    private static func text(_ name: String, in site: TestSite) throws -> String {
        try String(contentsOfFile: site.folder + "/notes/" + name, encoding: .utf8)
    }

    /// The state that the form of a page sends along.
    private static func state(in page: String) throws -> String {
        let match = try #require(page.matches(of: #/name="state" value="([^"]*)"/#).last)
        return String(match.1).percentEncodedForForm
    }

    @Test("the queue has its order, and says why", arguments: ["en", "zh-TW"])
    func queue(language: String) async throws {
        let page = try await Self.site().text("/review", language: language)
        let late = try #require(page.firstRange(of: "href=\"/review/notes/late\""))
        let today = try #require(page.firstRange(of: "href=\"/review/notes/today\""))
        #expect(late.lowerBound < today.lowerBound)
        #expect(!page.contains("/review/notes/later"))
        #expect(page.contains(language == "en" ? "28 days late" : "逾期 28 天"))
        #expect(page.contains(language == "en" ? "every 10 days" : "每 10 天"))
        #expect(page.contains("href=\"webcal://localhost/feeds/reviews.ics\""))
        #expect(!page.contains("web."))
    }

    @Test(
        "a queue that the cap of a day has emptied says so, until a review is taken back", arguments: ["en", "zh-TW"])
    func capReached(language: String) async throws {
        let said = language == "en" ? "The 1 reviews of a day are done" : "今天的 1 篇已複習完"
        let site = try TestSite(Self.notes) {
            $0.environment = Self.environment.merging(["KB_REVIEW_CAP": "1"]) { $1 }
        }
        #expect(try await !site.text("/review", language: language).contains(said))
        let state = try Self.state(in: try await site.text("/review/notes/late"))
        _ = try await site.post("/review/notes/late", "action=good&state=\(state)")
        #expect(try await site.text("/review", language: language).contains(said))
        let after = try Self.state(in: try await site.text("/review/notes/late"))
        _ = try await site.post("/review/notes/late", "action=undo&state=\(after)")
        #expect(try await !site.text("/review", language: language).contains(said))
    }

    @Test("a note is asked for before it is shown, and each grade says where it leads")
    func card() async throws {
        let page = try await Self.site().text("/review/notes/late")
        let answer = try #require(page.firstRange(of: "<details class=\"review-answer\">"))
        #expect(page[..<answer.lowerBound].contains("Backlog grows"))
        #expect(page[..<answer.lowerBound].contains("Hidden part"))
        #expect(!page[..<answer.lowerBound].contains("The answer that is hidden."))
        #expect(page[answer.upperBound...].contains("The answer that is hidden."))
        for grade in ["again", "hard", "good", "easy"] { #expect(page.contains("value=\"\(grade)\"")) }
        #expect(page.matches(of: #/<span>\d+ days?<\/span>/#).count == 4)
        #expect(page.contains("<svg class=\"curve\""))
    }

    @Test("a grade is recorded, leads on, is shown in the history and can be taken back")
    func grade() async throws {
        let site = try Self.site()
        let before = try Self.text("late.md", in: site)
        let state = try Self.state(in: try await site.text("/review/notes/late?session=1"))
        let answer = try await site.post("/review/notes/late", "action=good&session=1&state=\(state)")
        #expect(answer.status == .seeOther)
        #expect(answer.headers[.location] == "/review/next?session=1&last=late.md")
        #expect(
            try await site.get("/review/next?session=1&last=late.md").headers[.location]
                == "/review/notes/today?session=1&last=late.md")
        let next = try await site.text("/review/notes/today?session=1&last=late.md")
        #expect(next.contains("late: Good; next review"))
        let after = try Self.text("late.md", in: site)
        #expect(zip(before.split(separator: "\n"), after.split(separator: "\n")).count { $0 != $1 } == 2)
        let card = try await site.text("/review/notes/late")
        #expect(card.contains("<td>Good</td>"))
        let page = try await site.text("/notes/late")
        #expect(page.contains("<span class=\"fact-name\">Reviewed</span> <time datetime=\"2026-03-01\">"))
        #expect(try await site.text("/search?q=Late").contains("Reviewed 2026-03-01"))
        let undo = try await site.post("/review/notes/late", "action=undo&state=\(try Self.state(in: card))")
        #expect(undo.headers[.location] == "/review/notes/late?last=late.md")
        #expect(try Self.text("late.md", in: site) == before)
        #expect(try await site.text("/review/notes/late").contains("<del>Good</del>"))
    }

    @Test("the end of a session is the queue, which says that nothing is left")
    func end() async throws {
        let site = try Self.site()
        let next = try await site.get("/review/next?session=1&skip=late.md&skip=today.md")
        #expect(next.headers[.location] == "/review?session=1&skip=late.md&skip=today.md")
        #expect(try await TestSite(["a.md": "# A\n"]).text("/review").contains("Nothing is due."))
    }

    @Test(
        "after a single note comes the queue, with what was recorded, the way back and what comes next",
        arguments: ["en", "zh-TW"], ["good", "snooze"])
    func single(language: String, action: String) async throws {
        let site = try TestSite(["late.md": Self.note("Late", next: "2026-02-01")]) {
            $0.environment = Self.environment
        }
        let state = try Self.state(in: try await site.text("/review/notes/late"))
        let answer = try await site.post("/review/notes/late", "action=\(action)&state=\(state)")
        #expect(answer.headers[.location] == "/review?last=late.md")
        let page = try await site.text("/review?last=late.md", language: language)
        let done = try #require(page.firstRange(of: "<div class=\"review-done\" role=\"status\">"))
        let rest = page[done.upperBound...]
        #expect(rest.contains("<a href=\"/notes/late\">"))
        #expect(rest.contains("value=\"undo\""))
        let nothing = try #require(rest.firstRange(of: language == "en" ? "Nothing is due." : "目前沒有該複習的筆記。"))
        #expect(rest[nothing.upperBound...].contains("href=\"/review/notes/late\""))
        #expect(!page.contains("web."))
    }

    @Test("where there is nothing to draw, a sentence says so", arguments: ["en", "zh-TW"])
    func nothingToDraw(language: String) async throws {
        let site = try TestSite(["a.md": "# A\n"]) { $0.environment = Self.environment }
        for path in ["/review", "/review/stats"] {
            let page = try await site.text(path, language: language)
            #expect(!page.contains("<svg class=\"bars\""))
            #expect(!page.contains("<svg class=\"heat\""))
            #expect(
                page.contains(
                    language == "en"
                        ? "No reviews from 2026-03-01 to 2026-03-30." : "2026-03-01 到 2026-03-30 沒有要複習的筆記。"))
        }
        #expect(
            try await site.text("/review", language: language).contains(
                language == "en" ? "No reviews in the last year." : "過去一年沒有複習。"))
    }

    @Test("putting off moves the note to tomorrow")
    func snooze() async throws {
        let site = try Self.site()
        let state = try Self.state(in: try await site.text("/review/notes/late"))
        _ = try await site.post("/review/notes/late", "action=snooze&state=\(state)")
        #expect(try Self.text("late.md", in: site).contains("next_review: 2026-03-02\n"))
        #expect(try Self.text("late.md", in: site).contains("review_interval_days: 10\n"))
    }

    @Test(
        "of two people, and of two taps, one is recorded, and the other is told", arguments: ["good", "snooze", "undo"])
    func twice(action: String) async throws {
        let site = try Self.site()
        let state = try Self.state(in: try await site.text("/review/notes/late"))
        _ = try await site.post("/review/notes/late", "action=easy&state=\(state)")
        let once = try Self.text("late.md", in: site)
        let second = try await site.post("/review/notes/late", "action=\(action)&state=\(state)")
        #expect(second.status == .conflict)
        #expect(second.text.contains("late.md was reviewed or rescheduled meanwhile, last by ann@"))
        #expect(try Self.text("late.md", in: site) == once)
    }

    @Test("a date changed by hand meanwhile is not overwritten; a changed text is kept")
    func changed() async throws {
        let site = try Self.site()
        let state = try Self.state(in: try await site.text("/review/notes/late"))
        let text = try #require(Self.notes["late.md"])
        try site.write(text.replacing("2026-02-01", with: "2026-02-20"), to: "late.md")
        #expect(try await site.post("/review/notes/late", "action=good&state=\(state)").status == .conflict)
        #expect(try Self.text("late.md", in: site).contains("2026-02-20"))
        try site.write(text + "More.\n", to: "late.md")
        #expect(try await site.post("/review/notes/late", "action=good&state=\(state)").status == .seeOther)
        #expect(try Self.text("late.md", in: site).hasSuffix("More.\n"))
    }

    @Test("a note that can't be written is said, and nothing is recorded")
    func readOnly() async throws {
        let site = try Self.site()
        try site.write("---\ntitle: *nothing\nnext_review: 2026-02-01\n---\n\n# Broken\n", to: "broken.md")
        let state = try Self.state(in: try await site.text("/review/notes/broken"))
        let answer = try await site.post("/review/notes/broken", "action=good&state=\(state)")
        #expect(answer.status == .conflict)
        #expect(answer.text.contains("Nothing was changed."))
        #expect(!FileManager.default.fileExists(atPath: site.folder + "/notes/.kb"))
    }

    @Test(
        "a form of another site is refused",
        arguments: [
            ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example"),
            ("Origin", "null"), ("Origin", "http://localhost.evil.example"),
        ])
    func crossSite(name: String, value: String) async throws {
        let site = try Self.site()
        let before = try Self.text("late.md", in: site)
        let state = try Self.state(in: try await site.text("/review/notes/late"))
        let field = try #require(HTTPField.Name(name))
        let answer = try await site.post("/review/notes/late", "action=good&state=\(state)", headers: [field: value])
        #expect(answer.status == .forbidden)
        #expect(try Self.text("late.md", in: site) == before)
        let ours = try await site.post(
            "/review/notes/late", "action=good&state=\(state)", headers: [.origin: "http://localhost"])
        #expect(ours.status == .seeOther)
    }

    @Test(
        "nonsense is answered, not recorded",
        arguments: [
            ("late", "", 400), ("late", "action=good", 400), ("late", "action=best&state=x", 400),
            ("late", "action=good&state=x", 409), ("nobody", "action=good&state=x", 404),
            ("..%2F..%2Fetc%2Fpasswd", "action=good&state=x", 404),
        ])
    func nonsense(note: String, form: String, status: Int) async throws {
        let site = try Self.site()
        #expect(try await site.post("/review/notes/" + note, form).status.code == status)
        #expect(!FileManager.default.fileExists(atPath: site.folder + "/notes/.kb"))
    }

    @Test("where a token is needed, a grade needs it")
    func token() async throws {
        let site = try TestSite(Self.notes) {
            $0.environment = Self.environment
            $0.token = "0123456789abcdef0123"
        }
        #expect(try await site.post("/review/notes/late", "action=good&state=x").status == .unauthorized)
    }

    @Test("what is due is counted for those who watch the server")
    func metrics() async throws {
        let figures = try await Self.site().text("/metrics")
        #expect(figures.contains("\nkb_notes_due 2.0\n"))
        #expect(figures.contains("\nkb_notes_overdue 1.0\n"))
    }

    @Test("the numbers have drawings with words beside them", arguments: ["en", "zh-TW"])
    func statistics(language: String) async throws {
        let site = try Self.site()
        let state = try Self.state(in: try await site.text("/review/notes/late"))
        _ = try await site.post("/review/notes/late", "action=again&state=\(state)")
        let page = try await site.text("/review/stats", language: language)
        #expect(page.contains(language == "en" ? "forgotten 1 of 1 times" : "1 次中忘記 1 次"))
        #expect(page.contains("href=\"/review/notes/today\""))
        let drawings = page.matches(of: #/<svg class="(bars|heat|curve)"[^>]*>/#)
        #expect(!drawings.isEmpty)
        for match in drawings {
            #expect(match.0.contains("role=\"img\" aria-label=\""))
        }
        #expect(!page.contains("web."))
    }
}

extension String {
    fileprivate var percentEncodedForForm: String { addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
}
