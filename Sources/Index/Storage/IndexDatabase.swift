import Foundation
import GRDB
import GRDBSQLite
import Synchronization

/// The database file of an index: opened, checked, and made anew when it is damaged or of another version.
package struct IndexDatabase: Sendable {
    /// How the process will use it.
    package enum Use: Sendable {
        /// One connection, opened fast.
        case command
        /// One writer, and readers that do not wait for it.
        case server

        /// Seconds to wait for another process. Who reads a large folder for the first time writes all the while: a person
        /// rather waits for that than be told to come again; a page has others behind it.
        fileprivate var patience: Double { self == .command ? 60 : 10 }
    }

    /// Of the database file.
    package let path: String
    /// The notes folder.
    let root: String
    let writer: any DatabaseWriter
    /// Why an existing file was thrown away and made anew; nil when it was not.
    package let rebuilt: RebuildReason?

    /// Why an index had to be made anew.
    package enum RebuildReason: String, Sendable {
        case damaged
        /// Made by another version of kb, or by another program.
        case version
        /// The index of another notes folder.
        case folder
    }

    /// Opens the index of a notes folder, or makes it.
    ///
    /// - Parameters:
    ///   - path: of the file; its folder is made if need be.
    ///   - root: the notes folder, whose index this must be.
    /// - Throws: `IndexError.databaseUnusable`, `.databaseUnmakable`
    package init(path: String, root: String, for use: Use) throws(IndexError) {
        self.path = path
        self.root = root
        do {
            let folder = (path as NSString).deletingLastPathComponent
            if !folder.isEmpty, unsafe access(folder, F_OK) != 0 {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
            var reason: RebuildReason?
            if let writer = try Self.open(path, root: root, for: use, reason: &reason) {
                (self.writer, rebuilt) = (writer, nil)
            } else {
                try IndexFile(path: path).makeWay()
                var unused: RebuildReason?
                guard let writer = try Self.open(path, root: root, for: use, reason: &unused) else {
                    throw IndexError.databaseUnusable(path: path, reason: "it cannot be made")
                }
                (self.writer, rebuilt) = (writer, reason)
            }
        } catch let error as IndexError {
            throw error
        } catch {
            let reason = Self.reason(of: error)
            if Self.isDiskFull(error) || Self.isOutputFault(error) && Self.isFull(diskOf: path) {
                throw .diskFull(path: path)
            }
            throw unsafe access(path, F_OK) == 0
                ? .databaseUnusable(path: path, reason: reason) : .databaseUnmakable(path: path, reason: reason)
        }
    }

    /// Whether an error means that the file is damaged, so that only a new one helps.
    package static func isDamage(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        // The full-text table tells of a version that it does not know without a code of its own.
        return error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
            || error.message?.hasPrefix("invalid fts5 file format") == true
    }

    /// Whether there was no room for what was to be written.
    package static func isDiskFull(_ error: any Error) -> Bool {
        (error as? DatabaseError)?.resultCode == .SQLITE_FULL
    }

    /// Whether something could not be read or written, as when there is no room for the memory that processes share.
    private static func isOutputFault(_ error: any Error) -> Bool {
        (error as? DatabaseError)?.resultCode == .SQLITE_IOERR
    }

    private static func isFull(diskOf path: String) -> Bool {
        var status = statvfs()
        return unsafe statvfs((path as NSString).deletingLastPathComponent, &status) == 0 && status.f_bavail < 16
    }

    /// Whether another is this one, and not one that was made anew at its path.
    package func isSame(as other: IndexDatabase) -> Bool { writer === other.writer }

    /// Deletes the file with what belongs to it.
    package static func remove(_ path: String) throws {
        try IndexFile(path: path).remove()
    }

    /// Makes way for a new index at a path: deletes the one that is there, and keeps any other file beside it.
    ///
    /// - Returns: where what was no index of ours is kept; nil where there was no such thing.
    /// - Throws: `IndexError.databaseUnusable`
    package static func makeWay(at path: String) throws(IndexError) -> String? {
        try IndexFile(path: path).makeWay()
    }

    /// The size of the index on disk in bytes, its write-ahead log included.
    package var size: Int64 { IndexFile(path: path).size }

    /// Nil when the file must be made anew; `reason` then says why.
    private static func open(
        _ path: String, root: String, for use: Use, until end: ContinuousClock.Instant? = nil, isAlone: Bool = false,
        reason: inout RebuildReason?
    ) throws -> (any DatabaseWriter)? {
        let end = end ?? .now + .seconds(use.patience)
        do {
            let configuration = configuration(for: use, isAlone: isAlone)
            let writer: any DatabaseWriter =
                switch use {
                case .command: try DatabaseQueue(path: path, configuration: configuration)
                case .server: try DatabasePool(path: path, configuration: configuration)
                }
            switch try writer.read({ try state(of: $0, root: root) }) {
            case .current:
                try openReaders(of: writer)
                return writer
            case .stale(let why):
                reason = why
                return nil
            case .empty:
                // Another process may be making the tables at the same time: the one that comes second finds them.
                try writer.writeWithoutTransaction { db in
                    try db.inTransaction(.immediate) {
                        if try Schema.isCurrent(db) == nil {
                            try Schema.create(db)
                            try db.execute(sql: "INSERT INTO meta VALUES ('root', ?)", arguments: [root])
                        }
                        return .commit
                    }
                    // Into the file itself, whose header then tells whose it is.
                    try db.checkpoint(.passive)
                }
                try openReaders(of: writer)
                return writer
            }
        } catch let error as DatabaseError where isDamage(error) {
            reason = .damaged
            return nil
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && .now < end {
            // Two that make the file at once cannot both switch it to its journal, and SQLite then waits for neither.
            usleep(20_000)
            return try open(path, root: root, for: use, until: end, isAlone: isAlone, reason: &reason)
        } catch let error where use == .command && !isAlone && isOutputFault(error) {
            // On a full disk there is no room for the memory that processes share, which one alone does not need
            // (https://sqlite.org/wal.html#use_of_wal_without_shared_memory).
            return try open(path, root: root, for: use, until: end, isAlone: true, reason: &reason)
        }
    }

    /// Opens all readers of a server. One that is opened later finds what is at the path by then: nothing where the file
    /// was deleted, or the index that another version of kb has made, while the others go on with the file that they have.
    private static func openReaders(of writer: any DatabaseWriter) throws {
        guard let pool = writer as? DatabasePool else { return }
        let (isOpened, allAreOpened) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let failure = Mutex<(any Error)?>(nil)
        for _ in 0..<readers {
            pool.asyncRead { reader in
                switch reader {
                case .success:
                    isOpened.signal()
                    // Who is at work is not given the next question.
                    allAreOpened.wait()
                case .failure(let error):
                    failure.withLock { $0 = error }
                    isOpened.signal()
                }
            }
        }
        for _ in 0..<readers { isOpened.wait() }
        for _ in 0..<readers { allAreOpened.signal() }
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    private static let readers = 4

    private enum State {
        case current, empty
        case stale(RebuildReason)
    }

    private static func state(of db: Database, root: String) throws -> State {
        switch try Schema.isCurrent(db) {
        case nil: return .empty
        case false: return .stale(.version)
        case true:
            let stored = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'root'")
            return stored == root ? .current : .stale(.folder)
        }
    }

    private static func configuration(for use: Use, isAlone: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(use.patience)
        configuration.foreignKeysEnabled = false
        // GRDB would write to the file each time it opens it with its own WAL mode, which costs a command milliseconds.
        configuration.journalMode = use == .server ? .wal : .default
        configuration.maximumReaderCount = readers
        configuration.prepareDatabase { db in
            db.add(tokenizer: FTSTokenizer.self)
            try FTSRank.add(to: db)
            // By SQLite itself: what GRDB learns of each statement is worth nothing here, and takes longer than they do.
            let code = unsafe sqlite3_exec(
                db.sqliteConnection,
                """
                PRAGMA locking_mode = \(isAlone ? "EXCLUSIVE" : "NORMAL");
                PRAGMA page_size = 16384;
                PRAGMA journal_mode = WAL;
                PRAGMA mmap_size = \(db.configuration.readonly ? mappedByReaders : mappedByWriter);
                PRAGMA temp_store = MEMORY;
                PRAGMA cache_size = -65536;
                PRAGMA wal_autocheckpoint = 8000;
                PRAGMA synchronous = NORMAL;
                """, nil, nil, nil)
            guard code == SQLITE_OK else {
                throw DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage)
            }
        }
        return configuration
    }

    /// Bytes of the file that a connection maps into memory at most; what lies beyond is copied page by page. What the readers
    /// of a server map is the kernel's to take back; a writer that makes the index of very many notes is to stay small.
    private static let mappedByReaders = 2 << 30
    private static let mappedByWriter = 128 << 20

    private static func reason(of error: any Error) -> String {
        (error as? DatabaseError).map { $0.message ?? $0.resultCode.description } ?? SystemReason.text(of: error)
    }
}
