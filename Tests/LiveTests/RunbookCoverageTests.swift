import Detection
import Foundation
import KnowledgeBase
import Live
import Notes
import Testing

@Suite("The commands of bundled runbooks")
struct RunbookCoverageTests {
    private static let notes: [Note] = {
        let folder = SharedFolder.checkout.appending(path: "notes")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().filter { $0.hasSuffix(".md") }.compactMap { try? Note.bundled(String($0.dropLast(3))) }
    }()

    /// Kafka is not in Debian, so nothing there can be run; each other runbook has a suite beside this file.
    private static let suites = [
        "18_kafka_patterns_operations": nil, "20_postgresql_operations": "PostgreSQL", "21_redis_operations": "Redis",
        "22_nginx_operations": "Nginx", "30_disk_full": "Disk", "31_memory_pressure": "Pressure",
        "32_cpu_saturation": "Pressure", "33_systemd_service_crash_loop": "Systemd", "34_clock_skew": "Clock",
        "40_tls_certificates": "TLS", "41_dns_resolution": "DNS", "50_prometheus_operations": "Prometheus",
    ]

    @Test("are run by a suite of tests, runbook by runbook")
    func covered() throws {
        let runbooks = Self.notes.filter { !$0.symptoms.isEmpty }.map { String($0.path.dropLast(3)) }
        #expect(Set(runbooks) == Set(Self.suites.keys))
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        for (runbook, suite) in Self.suites {
            guard let suite else { continue }
            let file = folder.appending(path: "\(suite)RunbookTests.swift")
            #expect(try String(contentsOf: file, encoding: .utf8).contains("\"\(runbook)\""), "\(runbook)")
        }
    }

    /// The suites in which a real exporter answers the PromQL of a runbook. Kafka's exporter and cAdvisor are not in Debian.
    private static let exporterSuites: [String: [String]] = [
        "18_kafka_patterns_operations": ["DiskExporter"],
        "20_postgresql_operations": ["PostgreSQLExporter", "PostgreSQLLog"], "21_redis_operations": ["RedisExporter"],
        "22_nginx_operations": ["NginxExporter"], "30_disk_full": ["DiskExporter"],
        "31_memory_pressure": ["PressureExporter", "SystemdExporter"], "32_cpu_saturation": ["PressureExporter"],
        "33_systemd_service_crash_loop": ["SystemdExporter"], "34_clock_skew": ["ClockExporter"],
        "40_tls_certificates": ["TLSExporter", "SystemdExporter"], "41_dns_resolution": ["DNSExporter"],
        "50_prometheus_operations": ["PrometheusExporter"],
    ]

    @Test("have their PromQL answered by a real exporter, runbook by runbook")
    func measured() throws {
        let asking = Self.notes.filter { note in note.detectionTargets().contains { $0.source != nil } }
        let runbooks = Set(asking.map { String($0.path.dropLast(3)) })
        #expect(runbooks == Set(Self.exporterSuites.keys))
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        for (runbook, suites) in Self.exporterSuites {
            for suite in suites {
                let file = folder.appending(path: "\(suite)Tests.swift")
                #expect(try String(contentsOf: file, encoding: .utf8).contains("\"\(runbook)\""), "\(runbook)")
            }
        }
    }

    @Test("ask for metrics of exporters that Debian has, but for those of Kafka and of cAdvisor")
    func packaged() throws {
        let known: Set = ["nginx", "node", "pg", "probe", "process", "prometheus", "redis", "up"]
        let missing = [
            "18_kafka_patterns_operations": "kafka", "31_memory_pressure": "container",
            "32_cpu_saturation": "container",
        ]
        for note in Self.notes {
            let others = note.detectionTargets().flatMap { target in
                guard case .expression(_, let plan) = target.question else { return [Substring]() }
                return plan.expression.metricNames.map { $0.prefix { $0 != "_" } }
            }.filter { !known.contains(String($0)) }
            #expect(Set(others.map(String.init)) == Set([missing[String(note.path.dropLast(3))]].compactMap { $0 }))
        }
    }

    @Test("parse as the shell they name, and state a rule that can be read")
    func parse() throws {
        for note in Self.notes {
            for command in note.commands + note.resolutionCommands where ["bash", "sh"].contains(command.language) {
                let (status, said) = try run("/bin/bash", ["-n", "-c", command.text])
                #expect(status == 0, "\(note.path):\(command.line): \(said)")
                #expect(throws: Never.self) { try FiringRule(attributes: command.attributes) }
            }
        }
    }
}
