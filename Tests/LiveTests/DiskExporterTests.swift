import Detection
import Foundation
import Notes
import Testing

@Suite(
    "The PromQL of disks against a real exporter",
    .enabled(if: Exporter.areInstalled("node"), "needs Prometheus and its exporter of the machine"),
    .timeLimit(.minutes(5)))
struct DiskExporterTests {
    @Test(
        "a small file system that is filled fires, runs out of inodes, becomes read-only, and clears again",
        .enabled(if: SmallFileSystem.isPossible, "needs the superuser and a loop device"))
    func fileSystem() async throws {
        try await withFolder { folder in
            let disk = try await SmallFileSystem(in: folder)
            defer { disk.exporter.stop() }
            let server = try await RealPrometheus(scraping: disk.exporter.port, in: folder)
            defer { server.stop() }
            let brokers = try Note.bundled("18_kafka_patterns_operations")
            // Their exporter is not in Debian, so the brokers themselves are not seen.
            try await TriageSession.run(brokers, at: server.port, others: [.blind]) { kafka in
                try await TriageSession.run(.bundled("30_disk_full"), at: server.port) { triage in
                    let trend: [String: Set<Verdict.Kind>] = ["S2": [.clear, .firing], "S6": [.blind]]
                    func expect(_ firing: String..., others: [String: Set<Verdict.Kind>]) async throws {
                        let firing = firing.map { ($0, Set<Verdict.Kind>([.firing])) }
                        try await triage.expect(others.merging(firing) { $1 })
                    }
                    try await expect(others: ["S6": [.blind]])
                    try disk.run("head -c 20m /dev/zero > large 2>/dev/null || true")
                    try await expect("S1", "S2", others: trend)
                    try await kafka.expect(["S6": [.firing]])
                    try disk.run("rm large; touch $(seq 100) 2>/dev/null || true")
                    try await expect("S3", others: trend)
                    try await kafka.expect(["S6": [.clear]])
                    try disk.run("rm [0-9]*; mount -o remount,ro .")
                    try await expect("S5", others: trend)
                    try disk.run("mount -o remount,rw .")
                    try await expect(others: trend)
                }
            }
        }
    }

    /// The exporter reads copies of the kernel's files, for no disk is slow at a test's wish.
    @Test("waiting for a disk fires, and so does one that is always busy")
    func saturation() async throws {
        try await withFolder { folder in
            let figures = try GivenFigures(["pressure/cpu", "pressure/memory", "pressure/io"], in: folder)
            try figures.write("diskstats", "8 0 sda 9 0 99 9 9 0 99 9 0 1000 9\n")
            let exporter = try await Exporter(
                "node", Exporter.only(["diskstats", "pressure"]) + ["--path.procfs=\(figures.folder.path)"],
                in: folder)
            defer { exporter.stop() }
            let server = try await RealPrometheus(scraping: exporter.port, in: folder)
            defer { server.stop() }
            try await TriageSession.run(.bundled("30_disk_full"), at: server.port, others: [.blind]) { triage in
                try await triage.expect(["S6": [.clear]])
                try figures.add(300_000_000, to: "pressure/io", after: "full .*total=")
                try figures.write("diskstats", "8 0 sda 9 0 99 9 9 0 99 9 0 600000 9\n")
                try await triage.expect(["S6": [.firing]])
            }
        }
    }
}

/// A file system of 8 MiB with few inodes where Kafka keeps its logs, and an exporter that sees it alone.
private struct SmallFileSystem {
    static let isPossible: Bool = {
        let image = FileManager.default.temporaryDirectory.appending(path: "kb-test-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: image) }
        return (try? make(image)) != nil && OwnNamespaces.allows("mount -o loop \(image.path) /mnt")
    }()

    let exporter: Exporter
    private let mount: String
    private let mounts: URL

    init(in folder: URL) async throws {
        let figures = folder.appending(path: "proc")
        let root = folder.appending(path: "root")
        mount = root.path + "/var/lib/kafka"
        mounts = figures.appending(path: "1/mounts")
        for folder in [mount, figures.path + "/1"] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        try Self.make(folder.appending(path: "image"))
        let start = "mount -o loop image \(mount); \(Self.look(mount, mounts)); exec \"$@\""
        exporter = try await Exporter(
            "node",
            Exporter.only(["filesystem"]) + ["--path.rootfs=\(root.path)", "--path.procfs=\(figures.path)"],
            by: ["unshare", "--mount", "sh", "-ec", start, "sh"], in: folder)
    }

    /// Runs a shell script in its root folder; what the kernel says of the mount after it is what the exporter reads.
    func run(_ script: String) throws {
        let words = ["--target", "\(exporter.pid)", "--mount", "sh", "-ec"]
        let (status, said) = try LiveTests.run(
            "/usr/bin/nsenter", words + ["cd \(mount)\n\(script)\n\(Self.look(mount, mounts))"])
        try #require(status == 0, "\(said)")
    }

    private static func look(_ mount: String, _ mounts: URL) -> String {
        "grep ' \(mount) ' /proc/self/mounts > \(mounts.path).new; mv \(mounts.path).new \(mounts.path)"
    }

    private static func make(_ image: URL) throws {
        try LiveTests.run("/usr/bin/truncate", ["--size=8M", image.path])
        let (status, said) = try LiveTests.run("/sbin/mkfs.ext4", ["-q", "-N", "64", image.path])
        try #require(status == 0, "\(said)")
    }
}
