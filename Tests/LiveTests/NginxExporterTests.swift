import Detection
import Foundation
import Synchronization
import Testing

@Suite(
    "The PromQL of the nginx runbook against real exporters",
    .enabled(
        if: Nginx.isInstalled && Exporter.areInstalled("nginx", "blackbox", "node"),
        "needs nginx, Prometheus and its exporters of nginx, of probes and of the machine"),
    .timeLimit(.minutes(5)))
struct NginxExporterTests {
    private static let note = "22_nginx_operations"

    @Test("an application that fails, is slow, hangs or is gone fires, each as what it is")
    func upstream() async throws {
        try await withFolder { folder in
            let behaviour = Mutex(Behaviour.well)
            let application = try ScriptedServer { _ in behaviour.withLock { $0 }.steps }
            let server = try await Nginx(in: folder, upstream: application.port)
            defer { server.stop() }
            let probes = try await Exporter(probing: ["http": "{ prober: http }"], in: folder)
            defer { probes.stop() }
            let target = "http://127.0.0.1:\(server.port)/application"
            // S3 needs a probe that waits for more than two seconds.
            let job = probes.job("probe", module: "http", targets: [target], every: 3)
            try await measure(server, in: folder, more: job) { runbook in
                try await runbook.expect([
                    "S1": [.clear], "S2": [.clear], "S3": [.clear], "S4": [.clear], "S5": [.clear], "S6": [],
                ])
                let states: [(Behaviour, [String: Set<Verdict.Kind>])] = [
                    (.broken, ["S2": [.firing], "S3": [.clear]]), (.slow, ["S2": [.clear], "S3": [.firing]]),
                    (.well, ["S2": [.clear], "S3": [.clear]]), (.hanging, ["S2": [.clear], "S3": [.firing]]),
                ]
                for (now, verdicts) in states {
                    behaviour.withLock { $0 = now }
                    try await runbook.expect(verdicts)
                }
                application.stop()
                try await runbook.expect(["S1": [.clear], "S2": [.firing], "S3": [.firing]])
            }
        }
    }

    @Test("many connections fire, and clear when they are closed; a stopped server fires")
    func connections() async throws {
        try await withFolder { folder in
            let server = try await Nginx(in: folder, connections: 1000)
            try await measure(server, in: folder) { runbook in
                // Nobody probes it here.
                let unprobed: [String: Set<Verdict.Kind>] = ["S2": [.blind], "S3": [.blind]]
                let healthy: [String: Set<Verdict.Kind>] = ["S1": [.clear], "S4": [.clear], "S5": [.clear]]
                try await runbook.expect(unprobed.merging(healthy) { $1 })
                let clients = try Clients(700, of: server.port, in: folder)
                try await runbook.expect(["S4": [.firing], "S5": [.clear]])
                clients.stop()
                try await runbook.expect(["S4": [.clear]])
                server.stop()
                try await runbook.expect(["S1": [.firing], "S4": [.blind], "S5": [.blind]])
            }
        }
    }

    @Test("connections that find no place in nginx are told when it has time again")
    func dropped() async throws {
        try await withFolder { folder in
            let server = try await Nginx(in: folder, connections: 64)
            defer { server.stop() }
            try await measure(server, in: folder) { runbook in
                try await runbook.expect(["S1": [.clear], "S5": [.clear]])
                let clients = try Clients(200, of: server.port, in: folder)
                // Nor does the exporter find one.
                try await runbook.expect(["S1": [.firing]])
                clients.stop()
                try await runbook.expect(["S1": [.clear], "S5": [.firing]])
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
                "node", Exporter.only(["netstat"]) + ["--path.procfs=/proc/\(listener.pid)"], in: folder)
            defer { machine.stop() }
            let prometheus = try await RealPrometheus(scraping: machine.port, in: folder)
            defer { prometheus.stop() }
            try await TriageSession.run(.bundled(Self.note), at: prometheus.port, others: nil) { runbook in
                try await runbook.expect(["S1": [.blind], "S5": [.clear]])
                try Data().write(to: go)
                try await runbook.expect(["S5": [.firing]])
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
        _ server: Nginx, in folder: URL, more: String = "", _ work: (TriageSession) async throws -> Void
    ) async throws {
        let exporter = try await Exporter(
            "nginx", ["-nginx.scrape-uri", "http://127.0.0.1:\(server.status)/stub_status"], in: folder)
        defer { exporter.stop() }
        let prometheus = try await RealPrometheus(scraping: exporter.port, in: folder, more: more)
        defer { prometheus.stop() }
        try await TriageSession.run(.bundled(Self.note), at: prometheus.port, others: nil, work)
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
                    # Of those that it has heard nothing of, nginx would end some to have place for others.
                    clients[-1].send(b"GET /ok HTTP/1.1\\r\\n")
                    time.sleep(0.005)
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
