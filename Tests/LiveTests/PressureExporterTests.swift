import Detection
import Foundation
import Testing

/// What cAdvisor measures can't be shown: it is not in Debian.
@Suite(
    "The PromQL of memory and processors against a real exporter",
    .enabled(
        if: Exporter.areInstalled("node") && FileManager.default.fileExists(atPath: "/proc/pressure/cpu"),
        "needs Prometheus, its exporter of the machine, and a kernel that tells of pressure"), .timeLimit(.minutes(5)))
struct PressureExporterTests {
    @Test("is answered from this machine's own figures, whatever they are")
    func machine() async throws {
        try await withFolder { folder in
            let exporter = try await Exporter("node", in: folder)
            defer { exporter.stop() }
            let server = try await RealPrometheus(scraping: exporter.port, in: folder)
            defer { server.stop() }
            for note in ["31_memory_pressure", "32_cpu_saturation"] {
                try await TriageSession.run(.bundled(note), at: server.port, others: [.clear, .firing]) { triage in
                    try await triage.expect(["S6": [.blind]])
                }
            }
        }
    }

    /// The exporter reads copies of the kernel's files, for a machine without memory or processors takes down everything
    /// else that runs there.
    @Test("memory that runs short fires, symptom by symptom")
    func memory() async throws {
        try await withExporter(["meminfo", "vmstat", "pressure"]) { figures, server, port, texts in
            try await TriageSession.run(.bundled("31_memory_pressure"), at: server.port) { triage in
                try await triage.expect(["S6": [.blind]])
                try figures.write("meminfo", "MemTotal: 1000 kB\nMemAvailable: 99 kB\n")
                try await triage.expect(["S1": [.firing], "S6": [.blind]])
                try figures.add(1, to: "vmstat", after: "oom_kill ")
                try await triage.expect(["S1": [.firing], "S2": [.firing], "S6": [.blind]])
                try figures.add(1_000_000, to: "vmstat", after: "pswpin ")
                try figures.add(300_000_000, to: "pressure/memory", after: "full .*total=")
                var firing: [String: Set<Verdict.Kind>] = ["S6": [.blind]]
                for symptom in ["S1", "S2", "S3", "S4"] { firing[symptom] = [.firing] }
                try await triage.expect(firing)
                // The exporter is a process with a client library, and reading this makes it large.
                let file = texts.appending(path: "large.prom")
                let metrics = (0..<400_000).map { "kb_test{number=\"\($0)\"} 1\n" }.joined()
                try Data((metrics + "no metric\n").utf8).write(to: file)
                for _ in 0..<3 { try run("/usr/bin/curl", ["-fsS", "http://127.0.0.1:\(port)/metrics"]) }
                try FileManager.default.removeItem(at: file)
                firing["S5"] = [.firing]
                try await triage.expect(firing)
            }
        }
    }

    @Test("processors that are busy, or that wait, fire, each kind at its own symptom")
    func processors() async throws {
        try await withExporter(["cpu", "loadavg", "pressure"]) { figures, server, _, _ in
            func spend(_ ticks: Int, on column: Int) throws {
                try figures.add(ticks, to: "stat", after: "^cpu\\d+ (?:\\d+ ){\(column)}")
            }
            try await TriageSession.run(.bundled("32_cpu_saturation"), at: server.port) { triage in
                try figures.write("loadavg", "0.10 0.10 0.10 1/100 4711\n")
                // Ten seconds of a window of five minutes, all of them idle: a host that was first seen just now.
                try spend(1000, on: 3)
                try await triage.expect(["S6": [.blind]])
                try spend(200_000, on: 0)
                try await triage.expect(["S1": [.firing], "S6": [.blind]])
                try figures.add(300_000_000, to: "pressure/cpu", after: "some .*total=")
                try figures.write("loadavg", "999.00 999.00 999.00 1/100 4711\n")
                try await triage.expect(["S1": [.firing], "S2": [.firing], "S6": [.blind]])
                var firing: [String: Set<Verdict.Kind>] = ["S1": [.firing], "S2": [.firing], "S6": [.blind]]
                for (symptom, column) in [("S3", 4), ("S4", 7), ("S5", 6)] {
                    firing[symptom] = [.firing]
                    try spend(60_000, on: column)
                    try await triage.expect(firing)
                }
            }
        }
    }

    private func withExporter(
        _ collectors: [String],
        _ work: (GivenFigures, RealPrometheus, _ exporter: UInt16, _ texts: URL) async throws -> Void
    ) async throws {
        let files = ["cpu", "memory", "io"].map { "pressure/\($0)" } + ["meminfo", "vmstat", "stat", "loadavg"]
        try await withFolder { folder in
            let texts = folder.appending(path: "texts")
            try FileManager.default.createDirectory(at: texts, withIntermediateDirectories: true)
            let figures = try GivenFigures(files, in: folder)
            let folders = ["--path.procfs=\(figures.folder.path)", "--collector.textfile.directory=\(texts.path)"]
            // What it took for its work it keeps, so that it can be seen.
            let exporter = try await Exporter(
                "node", Exporter.only(collectors + ["textfile"]) + folders, by: ["GODEBUG=madvdontneed=0"], in: folder)
            defer { exporter.stop() }
            let server = try await RealPrometheus(scraping: exporter.port, in: folder)
            defer { server.stop() }
            try await work(figures, server, exporter.port, texts)
        }
    }
}
