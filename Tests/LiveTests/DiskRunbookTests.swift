import Detection
import Foundation
import Testing

private let needsNamespaces: Comment = "needs the superuser, or unshare, for mounts of its own"

@Suite("The runbook of full disks on this machine", .timeLimit(.minutes(5)))
struct DiskRunbookTests {
    private static let note = "30_disk_full"

    @Test(
        "a file system without space or without inodes fires, and is named",
        .enabled(if: OwnNamespaces.isPossible, needsNamespaces),
        arguments: [
            ("S1", "size=1m", "head -c 1000000 /dev/zero > x"), ("S3", "nr_inodes=20", "touch $(seq 19)"),
        ])
    func full(symptom: String, options: String, fill: String) async throws {
        try await withFolder { folder in
            let command = try BundledCommand(Self.note, symptom)
            let mount = "mount -t tmpfs -o \(options) tmpfs \(folder.path); cd \(folder.path)"
            let empty = try await command.run(within: mount)
            #expect(!empty.output.contains(folder.path) && empty.verdict.kind != .error)
            let full = try await command.run(within: mount + "\n" + fill)
            #expect(full.output.contains(folder.path) && full.verdict.kind == .firing)
        }
    }

    /// A file system of this machine that the command looks after, and a script that makes it read-only.
    private static let readOnly: String? = {
        let mounts = (try? String(contentsOfFile: "/proc/mounts", encoding: .utf8)) ?? ""
        let lines = mounts.split(separator: "\n").map { $0.split(separator: " ") }
        guard let mount = lines.first(where: { $0.count > 2 && ["ext4", "xfs", "btrfs"].contains($0[2]) }) else {
            return nil
        }
        let script = """
            mount -t tmpfs tmpfs /mnt
            if [ -d \(mount[1]) ]; then mkdir /mnt/x; else touch /mnt/x; fi
            mount --bind \(mount[1]) /mnt/x; mount -o remount,bind,ro /mnt/x
            """
        return OwnNamespaces.allows(script) ? script : nil
    }()

    @Test(
        "a file system that became read-only fires, and is named",
        .enabled(if: readOnly != nil, "needs the superuser, and a file system of ext4, XFS or Btrfs"))
    func becameReadOnly() async throws {
        let command = try BundledCommand(Self.note, "S5")
        #expect(try await !command.run().output.contains("/mnt/x"))
        let (verdict, output) = try await command.run(within: Self.readOnly)
        #expect(verdict.kind == .firing && output.contains("/mnt/x"))
    }

    @Test("a file that was deleted while it is open, and what is large, are shown")
    func shown() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "held")
            try Data("x".utf8).write(to: file)
            let holder = try ChildProcess(
                "/usr/bin/tail", ["-f", file.path], in: folder, output: folder.appending(path: "out"))
            defer { holder.stop() }
            let deleted = try BundledCommand(Self.note, "S4")
            #expect(try await !deleted.run().output.contains("\(file.path) (deleted)"))
            try FileManager.default.removeItem(at: file)
            while try await !deleted.run().output.contains("\(file.path) (deleted)") {}
            #expect(try await BundledCommand(Self.note, "S2").run().output.contains("MiB  /var"))
            #expect(try await BundledCommand(Self.note, "S2", 1).verdict() != .firing)
        }
    }
}
