import Detection
import Foundation
import Testing

@Suite(
    "The nginx runbook against a real nginx",
    .enabled(if: Nginx.isInstalled, "needs /usr/sbin/nginx"), .timeLimit(.minutes(5)))
struct NginxRunbookTests {
    private static let note = "22_nginx_operations"

    @Test("a stopped server fires, and so does a broken configuration")
    func down() async throws {
        try await withFolder { folder in
            let server = try await Nginx(in: folder)
            let (down, broken) = (try BundledCommand(Self.note, "S1"), try BundledCommand(Self.note, "S6"))
            #expect(try await down.verdict(server.values) == .clear)
            // A status page that is not there is an answer, too.
            #expect(try await down.verdict(["status": "localhost:\(server.port)"]) == .clear)
            #expect(try await broken.verdict(server.values) == .clear)
            server.stop()
            #expect(try await down.verdict(server.values) == .firing)
            #expect(try await down.verdict(["status": "no-such-host.invalid:80"]) == .error)
            try Data("}".utf8).write(to: server.configuration)
            #expect(try await broken.verdict(server.values) == .firing)
        }
    }

    @Test(
        "a configuration that may not be read is no broken one",
        .enabled(if: getuid() == 0 && OwnNamespaces.isPossible, "needs the superuser, to become another user"))
    func unreadable() async throws {
        try await withFolder { folder in
            let server = try await Nginx(in: folder)
            defer { server.stop() }
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: server.configuration.path)
            let broken = try BundledCommand(Self.note, "S6")
            #expect(
                try await broken.verdict(server.values, within: "set -- runuser -u nobody -- \"$@\"") == .error)
        }
    }

    @Test("errors beyond a twentieth of the requests fire, and clear again")
    func errors() async throws {
        try await withFolder { folder in
            let server = try await Nginx(in: folder)
            defer { server.stop() }
            let bad = try BundledCommand(Self.note, "S2")
            try Data().write(to: folder.appending(path: "access.log"))
            #expect(try await bad.verdict(server.values) == .error)
            try server.ask("ok", times: 20)
            #expect(try await bad.verdict(server.values) == .clear)
            try server.ask("broken", times: 5)
            #expect(try await bad.verdict(server.values) == .firing)
            try server.ask("ok", times: 100)
            #expect(try await bad.verdict(server.values) == .clear)
            let connections = try await BundledCommand(Self.note, "S4").run(server.values)
            #expect(connections.verdict.kind == .observed)
            #expect(connections.output.contains("Active connections: 1"))
            #expect(connections.output.contains("worker_connections 64"))
        }
    }

    @Test("an upstream that is gone fires, and does not for ever")
    func upstream() async throws {
        try await withFolder { folder in
            let server = try await Nginx(in: folder)
            defer { server.stop() }
            let gone = try BundledCommand(Self.note, "S3")
            #expect(try await gone.verdict(server.values) == .clear)
            try server.ask("application", times: 1)
            let (verdict, output) = try await gone.run(server.values)
            #expect(verdict.kind == .firing && output.contains("1 refused"))
            // The same line, some minutes older.
            let log = folder.appending(path: "error.log")
            let line = try String(contentsOf: log, encoding: .utf8)
            try Data(("2020/01/01" + line.dropFirst(10)).utf8).write(to: log)
            #expect(try await gone.verdict(server.values) == .clear)
        }
    }

    @Test(
        "a full queue of a listening socket fires",
        .enabled(if: OwnNamespaces.isPossible, "needs the superuser, for a network of its own"))
    func queue() async throws {
        try await withFolder { folder in
            let listener = """
                import socket, sys, time
                server = socket.create_server(("127.0.0.1", 8080), backlog=1)
                clients = [socket.socket() for _ in range(int(sys.argv[1]))]
                for client in clients:
                    client.setblocking(False)
                    client.connect_ex(("127.0.0.1", 8080))
                time.sleep(0.2)
                open("ready", "w").close()
                time.sleep(60)
                """
            try Data(listener.utf8).write(to: folder.appending(path: "listener.py"))
            let dropped = try BundledCommand(Self.note, "S5")
            for (clients, kind) in [(0, Verdict.Kind.clear), (3, .firing)] {
                let fault = """
                    ip link set lo up; cd \(folder.path); rm -f ready
                    python3 listener.py \(clients) >/dev/null 2>&1 &
                    while [ ! -e ready ]; do sleep 0.05; done
                    """
                #expect(try await dropped.verdict(within: fault) == kind)
            }
        }
    }
}
