import Foundation

/// A file system of some pages of 4 KB in memory, which can be filled to the last one. Mounting it takes the superuser.
package final class FullDisk {
    private let temporary: TemporaryFolder
    /// Where it is mounted.
    package var folder: String { temporary.path }
    private var filler: String { folder + "/filler" }

    /// Whether it can be mounted here.
    package static let isPossible: Bool = {
        guard getuid() == 0, let disk = try? FullDisk() else { return false }
        return FileManager.default.fileExists(atPath: disk.folder)
    }()

    /// It could not be mounted.
    package struct NotMounted: Error {}

    private let pages: Int

    /// An empty one.
    package init(pages: Int = 64) throws {
        self.pages = pages
        temporary = try TemporaryFolder()
        guard
            Self.run("/usr/bin/env", "mount", "-t", "tmpfs", "-o", "size=\(pages * 4096)", "tmpfs", temporary.path) == 0
        else {
            throw NotMounted()
        }
    }

    deinit { _ = Self.run("/usr/bin/env", "umount", folder) }

    /// Fills it but for some pages.
    package func fill(leaving pages: Int) throws {
        try? FileManager.default.removeItem(atPath: filler)
        _ = FileManager.default.createFile(atPath: filler, contents: nil)
        let handle = FileHandle(forWritingAtPath: filler)
        let page = Data(repeating: 1, count: 4096)
        var written: UInt64 = 0
        while (try? handle?.write(contentsOf: page)) != nil, written < self.pages { written += 1 }
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
