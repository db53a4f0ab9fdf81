import Detection
import Foundation
import Synchronization
import Testing

@Suite(
    "The PromQL of the nginx runbook against real exporters",
    .enabled(
        if: Nginx.isInstalled && Exporter.areInstalled("nginx", "blackbox", "node"),
        "needs nginx, Prometheus and its exporters of nginx, of probes and of the machine"),
    .timeLimit(.minutes(3)))
struct NginxExporterTests {
    private static let note = "22_nginx_operations"

    @Test("an application that fails, is slow, hangs or is gone fires, each as what it is")
    func upstream() async throws {
        try await withFolder { folder in
            let behaviour = Mutex(Behaviour.well)
            let application = try ScriptedServer { _ in behaviour.withLock { $0 }.steps }
            let server = try await Nginx(in: folder, upstream: application.port)
            defer { server.stop() }
            let probes = try await Exporter(
                "blackbox", ["--config.file=\(try Self.modules(in: folder).path)"], in: folder)
            defer { probes.stop() }
            let job = Self.probe("http://127.0.0.1:\(server.port)/application", by: probes)
            try await measure(server, in: folder, more: job) { runbook in
                let healthy: [String: Verdict.Kind?] = [
                    "S1": .clear, "S2": .clear, "S3": .clear, "S4": .clear, "S5": .clear, "S6": nil,
                ]
                try await runbook.shows(healthy)
                for (now, verdicts) in [
                    (Behaviour.broken, ["S2": Verdict.Kind.firing, "S3": .clear]),
                    (.slow, ["S2": .clear, "S3": .firing]), (.well, ["S2": .clear, "S3": .clear]),
                    (.hanging, ["S2": .clear, "S3": .firing]),
                ] {
                    behaviour.withLock { $0 = now }
                    try await runbook.shows(verdicts)
                }
                application.stop()
                try await runbook.shows(["S1": .clear, "S2": .firing, "S3": .firing])
            }
        }
    }

    @Test("many connections fire, and clear when they are closed; a stopped server fires")
    func connections() async throws {
        try await withFolder { folder in
            let server = try await Nginx(in: folder, connections: 1000)
            try await measure(server, in: folder) { runbook in
                try await runbook.shows(["S1": .clear, "S2": .blind, "S3": .blind, "S4": .clear, "S5": .clear])
                let clients = try Clients(700, of: server.port, in: folder)
                try await runbook.shows(["S4": .firing, "S5": .clear])
                clients.stop()
                try await runbook.shows(["S4": .clear])
                server.stop()
                try await runbook.shows(["S1": .firing, "S4": .blind, "S5": .blind])
            }
        }
    }

    @Test("connections that find no place in nginx are told when it has time again")
    func dropped() async throws {
        try await withFolder { folder in
            let server = try await Nginx(in: folder, connections: 64)
            defer { server.stop() }
            try await measure(server, in: folder) { runbook in
                try await runbook.shows(["S1": .clear, "S5": .clear])
                let clients = try Clients(200, of: server.port, in: folder)
                // Nor does the exporter find one.
                try await runbook.shows(["S1": .firing])
                clients.stop()
                try await runbook.shows(["S1": .clear, "S5": .firing])
            }
        }
    }

    /// The counters are those of a network of its own: what else happens on the machine is not to be seen there.
    @Test(
        "connections that find no place in the queue before it fire",
        .enabled(if: OwnNamespaces.isPossible, "needs the superuser, for a network of its own"))
    func overflow() async throws {
        try await withFolder { folder in
            let go = folder.appending(path: "go")
            let listener = try ChildProcess(
                OwnNamespaces.command[0],
                OwnNamespaces.command.dropFirst() + [
                    "sh", "-c", "ip link set lo up; exec python3 -c \"$0\" \"$@\"", Self.listener, go.path,
                ], in: folder, output: folder.appending(path: "listener.log"))
            defer { listener.stop() }
            let machine = try await Exporter(
                "node",
                ["--collector.disable-defaults", "--collector.netstat", "--path.procfs=/proc/\(listener.pid)"],
                in: folder)
            defer { machine.stop() }
            try await MeasuredRunbook.with(Self.note, scraping: machine, in: folder) { runbook in
                try await runbook.shows(["S1": .blind, "S5": .clear])
                try Data().write(to: go)
                try await runbook.shows(["S5": .firing])
            }
        }
    }

    /// Fills its own queue when a file is there.
    private static let listener = """
        import os, socket, sys, time
        server = socket.create_server(("127.0.0.1", 8080), backlog=1)
        while not os.path.exists(sys.argv[1]):
            time.sleep(0.05)
        clients = [socket.socket() for _ in range(20)]
        for client in clients:
            client.setblocking(False)
            client.connect_ex(("127.0.0.1", 8080))
        time.sleep(600)
        """

    private func measure(
        _ server: Nginx, in folder: URL, more: String = "", _ work: (MeasuredRunbook) async throws -> Void
    ) async throws {
        let exporter = try await Exporter(
            "nginx", ["-nginx.scrape-uri", "http://127.0.0.1:\(server.status)/stub_status"], in: folder)
        defer { exporter.stop() }
        try await MeasuredRunbook.with(Self.note, scraping: exporter, in: folder, more: more, work)
    }

    private static func modules(in folder: URL) throws -> URL {
        let file = folder.appending(path: "blackbox.yml")
        try Data("modules: { http_2xx: { prober: http } }".utf8).write(to: file)
        return file
    }

    /// A probe gives up half a second before Prometheus does, and S3 needs one that waits for more than two.
    private static func probe(_ target: String, by exporter: Exporter) -> String {
        """
          - job_name: probe
            scrape_interval: 3s
            scrape_timeout: 3s
            metrics_path: /probe
            params: { module: [http_2xx], target: ["\(target)"] }
            static_configs: [{ targets: ["127.0.0.1:\(exporter.port)"] }]
        """
    }
}

/// How the application behind nginx behaves.
private enum Behaviour {
    case well, broken, slow, hanging

    var steps: [ScriptedServer.Step] {
        switch self {
        case .well: ScriptedServer.Step.response(200, body: "ok")
        case .broken: ScriptedServer.Step.response(500, body: "sorry")
        case .slow:
            [.repeated([], times: 22, pause: .milliseconds(100))] + ScriptedServer.Step.response(200, body: "at last")
        case .hanging: [.hang]
        }
    }
}

/// Clients that begin a request and never end it; ended by `stop`.
private struct Clients {
    private let process: ChildProcess

    init(_ count: Int, of port: UInt16, in folder: URL) throws {
        let program = """
            import socket, sys, time
            clients = []
            for _ in range(int(sys.argv[2])):
                try:
                    clients.append(socket.create_connection(("127.0.0.1", int(sys.argv[1]))))
                    # Of those that have said nothing, nginx would end some to have place for others.
                    clients[-1].send(b"GET /ok HTTP/1.1\\r\\n")
                except OSError:
                    pass
            time.sleep(600)
            """
        process = try ChildProcess(
            "/usr/bin/python3", ["-c", program, "\(port)", "\(count)"], in: folder,
            output: folder.appending(path: "clients.log"))
    }

    func stop() { process.stop() }
}
