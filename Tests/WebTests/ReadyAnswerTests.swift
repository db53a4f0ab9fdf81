import Testing

@testable import Web

@Suite("Answers that are ready", .serialized)
struct ReadyAnswerTests {
    private static let note = "/notes/19_queue_deep_dive"

    private static func get(_ path: String, _ fields: String = "") -> String {
        "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\(fields)\r\n"
    }

    @Test("the same request is answered the same, and counted")
    func same() async throws {
        let site = try TestSite()
        try await LiveServer.run(site) { port in
            let answers = try await LiveServer.talk(Array(repeating: Self.get(Self.note), count: 5), to: port)
            #expect(answers.count == 5)
            #expect(Set(answers.map { $0.drop { $0 != "<" } }).count == 1)
            #expect(answers.allSatisfy { $0.contains("Content-Security-Policy: ") })
            let counted = #"kb_http_request_duration_seconds_count{route="/notes/**",method="GET",status="200"} 5.0"#
            #expect(try await site.get("/metrics").text.contains(counted))
        }
    }

    @Test("an edit is in the next answer")
    func edit() async throws {
        let site = try TestSite()
        try await LiveServer.run(site) { port in
            let answers = try await LiveServer.talk(Array(repeating: Self.get(Self.note), count: 4), to: port) {
                number in
                if number == 3 { try site.write("# Rewritten by hand\n", to: "19_queue_deep_dive.md") }
            }
            #expect(answers.map { $0.contains("Rewritten by hand") } == [false, false, false, true])
        }
    }

    @Test("whoever says something else gets another answer: language, cookie, host")
    func others() async throws {
        try await LiveServer.run(try TestSite()) { port in
            let plain = Self.get(Self.note)
            let answers = try await LiveServer.talk(
                [
                    plain, plain, Self.get(Self.note, "Accept-Language: zh-TW\r\n"),
                    Self.get(Self.note, "Cookie: kb-theme=dark\r\n"), plain,
                    "GET \(Self.note) HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                ], to: port)
            #expect(answers[2].contains("<html lang=\"zh-Hant\""))
            #expect(answers[3].contains("data-theme=\"dark\""))
            #expect(answers[4].contains("<html lang=\"en\"") && answers[4].contains("data-theme=\"auto\""))
            #expect(answers[5].hasPrefix("HTTP/1.1 421 "))
        }
    }

    @Test("a token opens nothing for whoever comes after without one")
    func token() async throws {
        try await LiveServer.run(try TestSite { $0.token = "a token for the tests" }) { port in
            let known = Self.get(Self.note, "Authorization: Bearer a token for the tests\r\n")
            let stranger = Self.get(Self.note, "Accept: text/html\r\n")
            let answers = try await LiveServer.talk([known, known, known, stranger], to: port)
            #expect(answers[..<3].allSatisfy { $0.hasPrefix("HTTP/1.1 200 ") })
            #expect(answers[3].hasPrefix("HTTP/1.1 303 "))
        }
    }

    @Test("what stands between two requests for a page does not mix with its answers")
    func between() async throws {
        try await LiveServer.run(try TestSite()) { port in
            let page = Self.get(Self.note)
            let answers = try await LiveServer.talk(
                [
                    page, page, Self.get("/search?q=queue"), page, Self.get("/notes/none"), page, Self.get("/symptoms"),
                    page,
                ],
                to: port)
            #expect(answers.map { $0.prefix(12) } == answers.indices.map { $0 == 4 ? "HTTP/1.1 404" : "HTTP/1.1 200" })
            #expect(Set([0, 1, 3, 5, 7].map { answers[$0].drop { $0 != "<" } }).count == 1)
        }
    }

    @Test("a body that reads like a known request is a body")
    func body() async throws {
        try await LiveServer.run(try TestSite()) { port in
            let page = Self.get(Self.note)
            let answers = try await LiveServer.talk(
                [
                    page, page, Self.get("/search?q=queue", "Content-Length: \(page.utf8.count)\r\n"),
                    page + Self.get("/symptoms"),
                ], to: port)
            #expect(answers[1].contains("<title>Queue Deep Dive"))
            #expect(!answers[3].contains("<title>Queue Deep Dive"))
            #expect(answers[3].contains("<title>Symptoms"))
        }
    }

    @Test("a request that comes in two pieces is one request")
    func pieces() async throws {
        try await LiveServer.run(try TestSite()) { port in
            let page = Self.get(Self.note)
            let answers = try await LiveServer.talk(
                [page, page, Self.get("/symptoms") + "GET /search?q=queue HTTP/1.1\r\nX-Cut: ", page], to: port)
            #expect(answers[2].contains("<title>Symptoms"))
            #expect(!answers[3].contains("<title>Queue Deep Dive"))
        }
    }

    @Test("requests that are sent before the answers are answered in their order")
    func pipeline() async throws {
        try await LiveServer.run(try TestSite()) { port in
            let warm = try await LiveServer.talk([Self.get(Self.note), Self.get(Self.note)], to: port)
            #expect(warm.count == 2)
            let paths = ["/symptoms", Self.note, "/search?q=queue", Self.note, "/notes/20_queue_operations", Self.note]
            let text = paths.map { Self.get($0) }.joined()
            let all = try await LiveServer.send(text, to: port) { $0.ranges(of: "</html>").count == paths.count }
            let titles = all.matches(of: /<title>(.*?) · kb<\/title>/).map { String($0.1) }
            #expect(titles.count == paths.count)
            #expect([1, 3, 5].allSatisfy { titles[$0] == "Queue Deep Dive" })
            #expect(titles[4].hasPrefix("Queue Operations"))
        }
    }
}
