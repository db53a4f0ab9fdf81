import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Web

@Suite("The token", .serialized)
struct TokenTests {
    private static let token = "0123456789abcdef0123"

    private static func site() throws -> TestSite { try TestSite { $0.token = token } }

    @Test(
        "without one the server does not listen where others can connect",
        arguments: [
            ("0.0.0.0", false), ("192.168.1.5", false), ("::", false), ("kb.example", false), ("127.0.0.1", true),
            ("localhost", true), ("::1", true), ("127.9.9.9", true), ("127.0.0.1.evil.example", false),
            ("127.1", false),
        ])
    func needed(host: String, isAllowed: Bool) throws {
        if isAllowed {
            _ = try TestSite { $0.host = host }
        } else {
            #expect(throws: WebError.tokenMissing(host: host)) { try TestSite { $0.host = host } }
        }
    }

    @Test("without one no page runs commands, on this machine neither")
    func neededForRuns() throws {
        #expect(throws: WebError.runsWithoutToken) { try RunSite.make(token: nil) }
    }

    @Test("one that can be guessed is refused")
    func short() throws {
        #expect(throws: WebError.tokenTooShort) { try TestSite { $0.token = "secret" } }
    }

    @Test(
        "programs show it as a bearer token",
        arguments: [
            ("Bearer 0123456789abcdef0123", 200), ("bearer 0123456789abcdef0123", 200),
            ("Bearer 0123456789abcdef0124", 401),
            ("Bearer ", 401), ("Basic 0123456789abcdef0123", 401), ("Bearer 0123456789abcdef01234", 401),
        ])
    func bearer(header: String, status: Int) async throws {
        let response = try await Self.site().get("/api/v1/notes", headers: [.authorization: header])
        #expect(response.status.code == status)
    }

    @Test(
        "nothing of the notes is seen without it",
        arguments: [
            "/", "/notes/20_queue_operations", "/api/v1/search?q=backlog", "/metrics", "/events", "/nope",
            "/files/a.png",
        ])
    func closed(path: String) async throws {
        let site = try Self.site()
        #expect(try await site.get(path).status == .unauthorized)
        let page = try await site.get(path, headers: [.accept: "text/html"])
        #expect(page.status == .seeOther)
        #expect(page.headers[.location]?.hasPrefix("/login?next=%2F") == true)
        #expect(page.body.isEmpty)
    }

    @Test("browsers log in, and keep a session but not the token")
    func login() async throws {
        let site = try Self.site()
        try await Application(responder: site.server.responder).test(.router) { client in
            func post(_ body: String) async throws -> HummingbirdTesting.TestResponse {
                try await client.executeRequest(
                    uri: "/login", method: .post, headers: [:], body: ByteBuffer(string: body))
            }
            #expect(try await post("token=wrong&next=/").status == .unauthorized)
            let response = try await post("token=\(Self.token)&next=%2Fsymptoms")
            #expect(response.status == .seeOther)
            #expect(response.headers[.location] == "/symptoms")
            let cookie = try #require(response.headers[.setCookie])
            #expect(cookie.contains("; HttpOnly; SameSite=Strict"))
            #expect(!cookie.contains(Self.token))
            let session = String(cookie.prefix { $0 != ";" })
            let page = try await client.executeRequest(uri: "/", method: .get, headers: [.cookie: session], body: nil)
            #expect(page.status == .ok)
            let forged = try await client.executeRequest(
                uri: "/", method: .get, headers: [.cookie: "kb-session=x"], body: nil)
            #expect(forged.status == .unauthorized)
        }
    }

    @Test(
        "the login leads to no other host",
        arguments: ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a%0d%0aX:y"])
    func openRedirect(next: String) async throws {
        let site = try Self.site()
        try await Application(responder: site.server.responder).test(.router) { client in
            let response = try await client.executeRequest(
                uri: "/login", method: .post, headers: [:], body: ByteBuffer(string: "token=\(Self.token)&next=\(next)")
            )
            #expect(response.headers[.location] == "/")
        }
    }
}
