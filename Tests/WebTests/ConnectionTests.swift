import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

@testable import Web

@Suite("Connections", .serialized)
struct ConnectionTests {
    private static func status(_ answer: String) -> String { String(answer.prefix { $0 != "\r" && $0 != "\r\n" }) }

    @Test(
        "only requests that name this server are answered",
        arguments: [
            ("", "421"), ("Host: evil.example\r\n", "421"), ("Host: evil.example:8080\r\n", "421"),
            ("Host: localhost.evil.example\r\n", "421"), ("Host: localhost\r\n", "200"),
            ("Host: LOCALHOST:99\r\n", "200"),
            ("Host: 127.0.0.1:8080\r\n", "200"), ("Host: [::1]:8080\r\n", "200"), ("Host: runbooks.example\r\n", "200"),
            ("Host: 127.0.0.1.evil.example\r\n", "421"), ("Host: \r\n", "421"),
        ])
    func host(header: String, status: String) async throws {
        let site = try TestSite { $0.allowedHosts = ["Runbooks.example"] }
        try await LiveServer.run(site) { port in
            let answer = try await LiveServer.send("GET / HTTP/1.1\r\n\(header)Connection: close\r\n\r\n", to: port)
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(header)\(Self.status(answer))")
        }
    }

    @Test(
        "a connection ends with its answer where the client asks for it, or is one of HTTP/1.0",
        arguments: ["1.0", "1.0\r\nConnection: TE", "1.1\r\nConnection: Close", "1.1\r\nConnection: TE, close"])
    func lastAnswer(request: String) async throws {
        try await LiveServer.run(try TestSite()) { port in
            for path in ["/healthz", "/", "/"] {
                // The test ends because the server closes the connection; else it would wait for ever.
                let answer = try await LiveServer.send(
                    "GET \(path) HTTP/\(request)\r\nHost: localhost\r\n\r\n", to: port)
                #expect(answer.hasPrefix("HTTP/1.1 200 "), "\(Self.status(answer))")
            }
        }
    }

    @Test("a client of HTTP/1.0 keeps its connection when it asks for that")
    func kept() async throws {
        let request = "GET /healthz HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n"
        try await LiveServer.run(try TestSite()) { port in
            let answers = try await LiveServer.talk([request, request], to: port)
            #expect(answers.allSatisfy { $0.hasPrefix("HTTP/1.1 200 ") }, "\(answers)")
        }
    }

    @Test("a request that names two servers is not answered", arguments: ["evil.example", "localhost"])
    func twoHosts(second: String) async throws {
        try await LiveServer.run(try TestSite()) { port in
            let answer = try await LiveServer.send(
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: \(second)\r\nConnection: close\r\n\r\n", to: port)
            #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(Self.status(answer))")
        }
    }

    @Test("a port that is taken is named, with another to choose")
    func taken() async throws {
        try await LiveServer.run(try TestSite()) { port in
            let second = try TestSite { $0.port = port }
            await #expect(throws: WebError.portTaken(host: "127.0.0.1", port: port)) {
                try await second.server.service().run()
            }
            withExtendedLifetime(second) {}
        }
    }

    @Test("an address that is not of this machine is refused in words")
    func foreign() async throws {
        let site = try TestSite {
            $0.host = "192.0.2.1"
            $0.token = RunSite.token
        }
        await #expect(throws: WebError.self) { try await site.server.service().run() }
        withExtendedLifetime(site) {}
    }

    @Test(
        "headers beyond the limits are answered with an error, not with silence",
        arguments: [
            "GET /search?q=\(String(repeating: "a", count: 40_000)) HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: \(String(repeating: "b", count: 40_000))\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\n" + String(repeating: "X: y\r\n", count: 400) + "\r\n",
            "nonsense\r\n\r\n",
        ])
    func limits(request: String) async throws {
        try await LiveServer.run(try TestSite()) { port in
            let answer = try await LiveServer.send(request, to: port)
            #expect(answer.hasPrefix("HTTP/1.1 4"), "\(Self.status(answer))")
        }
    }

    @Test("a body beyond the limit is refused before it is read")
    func body() async throws {
        try await LiveServer.run(try TestSite { $0.token = "a token for the tests" }) { port in
            let answer = try await LiveServer.send(
                "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\nConnection: close\r\n\r\n",
                to: port,
                until: { $0.contains("\r\n\r\n") })
            #expect(answer.hasPrefix("HTTP/1.1 413 "), "\(Self.status(answer))")
        }
    }

    @Test(
        "a request that never ends is ended",
        arguments: [
            "GET / HTTP/1.1\r\nHost: loc",
            "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\ntoken=",
        ])
    func slow(request: String) async throws {
        try await LiveServer.run(
            try TestSite {
                $0.limits.request = 1
                $0.token = "a token for the tests"
            }
        ) { port in
            // The test ends because the server closes the connection; else it would wait for ever.
            let answer = try await LiveServer.send(request, to: port)
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 408 "), "\(Self.status(answer))")
        }
    }

    @Test("a client that does not take its answers makes room for others")
    func unread() async throws {
        let site = try TestSite {
            $0.limits.idle = 1
            $0.limits.connections = 1
        }
        let style = try #require(site.server.site.assets.address("kb.css"))
        try await LiveServer.run(site) { port in
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelOption(.autoRead, value: false)
                .channelOption(.socketOption(.so_rcvbuf), value: 4096)
                .connect(host: "127.0.0.1", port: port).get()
            // More than the system keeps for who does not read.
            let request = "GET \(style) HTTP/1.1\r\nHost: localhost\r\n\r\n"
            try await channel.writeAndFlush(ByteBuffer(string: String(repeating: request, count: 300)))
            // The test ends because the server closes the connection; else this one would wait for ever.
            let answer = try await LiveServer.send(
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", to: port)
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
            try? await channel.close().get()
        }
    }
}
