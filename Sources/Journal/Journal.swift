import Foundation
import GRDB
package import Notes

/// What happened and stands in no note: runs, alerts received, reminders sent, queries nobody could answer.
///
/// A database of its own in the user's state folder, never thrown away and never mixed with the index. Several processes
/// write it at once: each operation is one transaction. The operations on one subject stand in one extension.
package struct Journal: Sendable {
    /// Of the database file.
    package let path: String
    let database: any DatabaseWriter

    /// Opens the journal, or makes it, for its owner alone.
    ///
    /// - Parameter path: of the file; its folder is made if need be.
    /// - Throws: `JournalError.unusable`; a damaged file is left as it is.
    package init(path: String) throws(JournalError) {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            Self.make(path)
            let database = try Self.open(path)
            // One that was made before, or left by a crash, may have another mode.
            for suffix in ["", "-wal", "-shm"] { _ = unsafe chmod(path + suffix, 0o600) }
            self.database = database
        } catch {
            throw .unusable(path: path, reason: Self.reason(of: error))
        }
    }

    /// Makes the file where there is none, for its owner alone, before SQLite does: the files that it keeps beside it
    /// get the same mode when they are made. What does not succeed here, SQLite tells of.
    private static func make(_ path: String) {
        // Only a file that nobody can have open yet: to close any other would give up the locks of this process on it.
        let file = unsafe Foundation.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        if file >= 0 { close(file) }
    }

    /// Opens the journal of this person, or makes it.
    ///
    /// - Throws: `JournalError.unusable`
    package init(_ environment: [String: String]) throws(JournalError) {
        try self.init(
            path: Self.path(environment, workingDirectory: FileManager.default.currentDirectoryPath))
    }

    /// Where the journal is: `KB_JOURNAL`, else a file in the user's state folder (XDG Base Directory Specification).
    package static func path(_ environment: [String: String], workingDirectory: String) -> String {
        if let path = environment["KB_JOURNAL"], !path.isEmpty {
            return path.hasPrefix("/") ? path : (workingDirectory as NSString).appendingPathComponent(path)
        }
        return UserFolder.state.path(environment, home: NSHomeDirectory()) + "/journal.sqlite"
    }

    /// Whether a journal is at a path, which is opened if so; where none is yet, one could be made there. Makes none.
    ///
    /// - Throws: `JournalError.unusable`
    package static func isThere(_ path: String) throws(JournalError) -> Bool {
        var status = stat()
        if unsafe stat(path, &status) == 0 {
            _ = try Journal(path: path)
            return true
        }
        // What is not there yet is made in the nearest folder that is.
        var folder = path
        while errno == ENOENT, folder != "/", !folder.isEmpty {
            folder = (folder as NSString).deletingLastPathComponent
            if unsafe access(folder.isEmpty ? "." : folder, W_OK | X_OK) == 0 { return false }
        }
        throw .unusable(path: path, reason: unsafe String(cString: strerror(errno)))
    }

    /// Two that make the file at once cannot both switch it to its write-ahead log, and SQLite then waits for neither.
    private static func open(_ path: String, attempts: Int = 250) throws -> any DatabaseWriter {
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try migrate(queue)
            return queue
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && attempts > 1 {
            usleep(20_000)
            return try open(path, attempts: attempts - 1)
        }
    }

    /// Another process may make a table between the look at what is there and the making: the next look finds it.
    private static func migrate(_ queue: DatabaseQueue, attempts: Int = 10) throws {
        do {
            try JournalSchema.migrator.migrate(queue)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR && attempts > 1 {
            usleep(20_000)
            try migrate(queue, attempts: attempts - 1)
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            // A reminder that is marked as sent must still be so after the power failed.
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        }
        return configuration
    }

    /// As SQLite or the system says: Foundation puts the system's words below an error of its own.
    private static func reason(of error: any Error) -> String {
        if let error = error as? DatabaseError { return error.message ?? error.resultCode.description }
        let shown = error as NSError
        if shown.domain == NSPOSIXErrorDomain {
            return unsafe String(cString: strerror(Int32(truncatingIfNeeded: shown.code)))
        }
        guard let cause = shown.userInfo[NSUnderlyingErrorKey] as? any Error else { return shown.localizedDescription }
        return reason(of: cause)
    }
}

/// Why the journal cannot be used.
package enum JournalError: ExplainedError, Equatable {
    case unusable(path: String, reason: String)

    package var sentence: Sentence {
        switch self {
        case .unusable(let path, let reason):
            Sentence(
                "error.journal", "The journal %1 cannot be used: %2. Set KB_JOURNAL to another file.", path,
                Sentence.clause(reason))
        }
    }
}
