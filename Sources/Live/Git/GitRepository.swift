import Foundation
package import Review

/// The git repository that a folder is in, if there is one: only read, and never trusted.
///
/// What a repository's own configuration can make git run is switched off: pagers, external diffs, filters, monitors, hooks,
/// programs that check signatures, and fetching what is missing. Working files, which filters belong to, are not asked for.
package struct GitRepository: Sendable {
    let folder: String
    let environment: [String: String]

    private static let settings = [
        "core.fsmonitor=false", "core.hooksPath=/dev/null", "log.showSignature=false", "protocol.allow=never",
        "safe.bareRepository=explicit",
    ]
    private static let seconds = 2.0
    private static let longestOutput = 1 << 20
    /// The end of the year 9999: a commit may bear any number.
    private static let latest = 253_402_300_799

    /// A subject that is longer is cut; in characters of Unicode.
    private static let longestLine = 200

    /// - Parameter environment: says where git is found.
    package init(folder: String, environment: [String: String]) {
        self.folder = folder
        self.environment = environment
    }

    /// The commits that changed a file, and the file in the newest one; nil where no git answers for the folder.
    ///
    /// It waits for git, seconds at most.
    ///
    /// - Parameters:
    ///   - path: relative to the folder.
    ///   - moment: seconds since 1970; only commits that came later count.
    ///   - limit: of commits.
    package func versions(of path: String, after moment: Int?, limit: Int) -> NoteVersions? {
        let since = moment.map { ["--max-age=\($0 &+ 1)"] } ?? []
        let output = output(
            ["log", "-n\(limit)", "--format=%x1e%ct%x1f%an%x1f%s", "--encoding=UTF-8", "--numstat"] + since + [
                "--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-renames", "--no-color", "--", path,
            ])
        guard let output else { return nil }
        let changes = String(decoding: output, as: UTF8.self).split(separator: "\u{1E}").compactMap { Self.change($0) }
        return NoteVersions(changes: changes, committed: self.output(["cat-file", "blob", "HEAD:./" + path]))
    }

    private static func change(_ record: Substring) -> NoteVersions.Change? {
        let lines = record.split(separator: "\n")
        guard let head = lines.first?.split(separator: "\u{1F}", omittingEmptySubsequences: false), head.count == 3,
            let time = Int(head[0]), (0...latest).contains(time)
        else { return nil }
        let counts = lines.dropFirst().first?.split(separator: "\t") ?? []
        return NoteVersions.Change(
            time: time, author: line(head[1]), subject: line(head[2]),
            added: counts.first.flatMap { Int($0) }, removed: counts.dropFirst().first.flatMap { Int($0) })
    }

    private static func line(_ text: Substring) -> String {
        guard text.unicodeScalars.count > longestLine else { return String(text) }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(longestLine))) + "…"
    }

    /// What git says, whole; nil where it refuses, says too much or takes too long.
    private func output(_ arguments: [String]) -> [UInt8]? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["git", "--no-pager", "-C", folder] + Self.settings.flatMap { ["-c", $0] } + arguments
        process.environment = [
            "PATH": environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1",
            "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1",
        ]
        let pipe = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return nil }
        let bytes = Self.bytes(from: pipe.fileHandleForReading.fileDescriptor)
        if bytes == nil { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        return process.terminationReason == .exit && process.terminationStatus == 0 ? bytes : nil
    }

    private static func bytes(from file: Int32) -> [UInt8]? {
        let end = ContinuousClock.now + .seconds(seconds)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let left = end - .now
            let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
            guard milliseconds > 0 else { return nil }
            var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
            let ready = unsafe poll(&waiting, 1, Int32(milliseconds))
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { return nil }
            let count = unsafe read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count == 0 ? bytes : nil }
            bytes += buffer[..<count]
            guard bytes.count <= longestOutput else { return nil }
        }
    }
}
