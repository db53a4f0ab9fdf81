import Fixtures
import Foundation

/// A file system of 64 pages in memory, which can be filled to the last one. Mounting it takes the superuser.
final class FullDisk {
    private let temporary: TemporaryFolder
    var folder: String { temporary.path }
    private var filler: String { folder + "/filler" }

    static let isPossible: Bool = {
        guard getuid() == 0, let disk = try? FullDisk() else { return false }
        return FileManager.default.fileExists(atPath: disk.folder)
    }()

    struct NotMounted: Error {}

    init() throws {
        temporary = try TemporaryFolder()
        guard Self.run("/usr/bin/env", "mount", "-t", "tmpfs", "-o", "size=262144", "tmpfs", temporary.path) == 0 else {
            throw NotMounted()
        }
    }

    deinit { _ = Self.run("/usr/bin/env", "umount", folder) }

    /// Fills the disk but for some pages of 4 KB.
    func fill(leaving pages: Int) throws {
        try? FileManager.default.removeItem(atPath: filler)
        _ = FileManager.default.createFile(atPath: filler, contents: nil)
        let handle = FileHandle(forWritingAtPath: filler)
        let page = Data(repeating: 1, count: 4096)
        var written: UInt64 = 0
        while (try? handle?.write(contentsOf: page)) != nil, written < 100 { written += 1 }
        try handle?.truncate(atOffset: written > UInt64(pages) ? (written - UInt64(pages)) * 4096 : 0)
        try handle?.close()
    }

    private static func run(_ program: String, _ arguments: String...) -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }
}
