import Detection
import Foundation
import Testing

private let program = "/usr/sbin/nginx"

@Suite(
    "The nginx runbook against a real nginx",
    .enabled(if: FileManager.default.isExecutableFile(atPath: program), "needs \(program)"), .timeLimit(.minutes(2)))
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

/// An nginx of this test on loopback.
private struct Nginx {
    let port: UInt16
    let configuration: URL
    /// Of the runbook's parameters.
    let values: [String: String]
    private let process: ChildProcess

    init(in folder: URL) async throws {
        let (port, status, upstream) = (try FreePort.find(), try FreePort.find(), try FreePort.find())
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(folder.path)/\($0);" }.joined(separator: "\n")
        configuration = folder.appending(path: "nginx.conf")
        try Data(
            """
            daemon off;
            worker_processes 1;
            pid \(folder.path)/nginx.pid;
            error_log \(folder.path)/error.log;
            events { worker_connections 64; }
            http {
                access_log \(folder.path)/access.log;
                \(temporary)
                server {
                    listen 127.0.0.1:\(port);
                    location /ok { return 200; }
                    location /broken { return 500; }
                    location /application { proxy_pass http://127.0.0.1:\(upstream); }
                }
                server {
                    listen 127.0.0.1:\(status);
                    location /stub_status { access_log off; stub_status; }
                }
            }
            """.utf8
        ).write(to: configuration)
        process = try ChildProcess(
            "/usr/bin/env", ["-u", "TZ", program, "-c", configuration.path], in: folder,
            output: folder.appending(path: "nginx.out"))
        self.port = port
        values = [
            "status": "localhost:\(status)", "configuration": configuration.path,
            "access-log": folder.path + "/access.log", "error-log": folder.path + "/error.log",
        ]
        try await process.waitUntilListening(at: status)
    }

    func ask(_ path: String, times: Int) throws {
        let address = "http://127.0.0.1:\(port)/\(path)?[1-\(times)]"
        try #require(try run("/usr/bin/curl", ["-s", "-o", "/dev/null", address]).status == 0)
    }

    func stop() { process.stop() }
}
