import Fixtures
import Foundation
import Testing

/// A folder of notes of its own with the program beside it: nothing of the person's machine is read or written.
final class TemporaryNotes: Sendable {
    private let temporary: TemporaryFolder
    var folder: String { temporary.path }
    var notes: String { folder + "/notes" }
    var cache: String { folder + "/cache" }

    /// - Parameter filled: with the notes of this test's folder; else empty.
    init(filled: Bool = true) throws {
        temporary = try TemporaryFolder()
        if filled {
            // A link is followed, or else the tests would write to the notes themselves.
            let notes = URL(fileURLWithPath: Self.source + "/Notes").resolvingSymlinksInPath()
            try FileManager.default.copyItem(atPath: notes.path, toPath: folder + "/notes")
        } else {
            try FileManager.default.createDirectory(atPath: folder + "/notes", withIntermediateDirectories: true)
        }
    }

    /// Where this file is.
    static let source = (#filePath as NSString).deletingLastPathComponent

    /// Runs a line of shell in the folder, where `kb` is our program.
    func run(_ line: String) throws -> Shell.Outcome { try Shell.run(line, in: folder, environment) }

    /// What the program shows on a terminal.
    func shown(_ arguments: String..., width: UInt16 = 80) throws -> String {
        try PseudoTerminal.run(arguments, in: folder, environment, width: width)
    }

    /// Starts the program without waiting for it.
    func start(_ arguments: [String], _ variables: [String: String] = [:]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Shell.products + "/kb")
        process.arguments = arguments
        process.environment = environment.merging(variables) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: notes + "/" + name))
    }

    var environment: [String: String] {
        [
            "PATH": Shell.products + ":/usr/local/bin:/usr/bin:/bin", "HOME": folder + "/home", "XDG_CACHE_HOME": cache,
            "XDG_STATE_HOME": folder + "/state", "LANG": "C.UTF-8", "TZ": "UTC", "KB_NOW": "2026-02-01T09:00:00Z",
        ]
    }
}
