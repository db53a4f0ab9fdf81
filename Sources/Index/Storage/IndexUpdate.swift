import GRDB
import Notes

/// What bringing the index up to date did.
package struct IndexUpdate: Sendable, Equatable {
    /// All notes that the folder holds now.
    package var total = 0
    /// Files that were read because they are new or changed.
    package var indexed = 0
    /// Notes that are gone from the folder.
    package var removed = 0
    /// Bytes of the files that were read.
    package var bytes: Int64 = 0
    /// Another text whenever the files are others than those that an earlier update found.
    package var files = ""

    /// Whether all files could be read, but for those that are no good themselves; the others are tried the next time.
    package var isComplete = true

    /// Whether the index was up to date already.
    package var isUnchanged: Bool { indexed == 0 && removed == 0 }
}

extension IndexDatabase {
    /// Brings the index up to date with the folder: reads what is new or changed, forgets what is gone.
    ///
    /// An unchanged folder costs a listing and one row read. Batches are committed one by one, so that a process that
    /// is killed loses at most one batch of work, which the next one does.
    ///
    /// - Parameters:
    ///   - progress: is told how many of the files to be read are done; called on the calling thread.
    /// - Throws: `IndexError.folderUnreadable`, or the database's own errors.
    package func update(
        from root: String, now: Int64, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws -> IndexUpdate {
        let scan = try FolderScan(root: root)
        let fingerprint = scan.fingerprint.text
        var update = IndexUpdate(total: scan.files.count, files: fingerprint)
        update.isComplete = !scan.files.contains { $0.obstacle?.isPassing ?? false }
        if try writer.read({ try Self.value(of: "fingerprint", $0) }) == fingerprint { return update }

        let roles = RolesFile(in: root)
        let isSameReading = try writer.read { try Self.value(of: "roles", $0) } ?? "" == roles.fingerprint
        // Whatever ends this update, the next one knows that the index is between two states, and that notes may have been
        // read in different ways.
        try writer.write { db in
            try db.execute(sql: "INSERT OR REPLACE INTO meta VALUES ('fingerprint', '')")
            if !isSameReading { try db.execute(sql: "INSERT OR REPLACE INTO meta VALUES ('roles', 'changing')") }
        }
        let (changed, removed) = try writer.read { try Self.difference(of: scan, isSameReading, in: $0) }
        if !removed.isEmpty {
            try writer.write { db in
                for id in removed { try NoteRows.delete(id, in: db) }
            }
        }
        update.removed = removed.count
        update.indexed = changed.count
        update.bytes = changed.reduce(0) { $0 + $1.stamp.size }
        // Small updates leave small segments, which the full-text table merges by itself. Of most of the notes at once it
        // would merge the same words several times, and begin anew with the next small one.
        if changed.count >= max(100, scan.files.count / 4) {
            try writer.write { try TextSegments.keepApart(in: $0) }
        }
        let areRead = try store(changed, root: root, roles: roles.names, now: now, progress: progress)
        update.isComplete = update.isComplete && areRead
        if try writer.read({ try TextSegments.areApart(in: $0) }) { try TextSegments.unite(in: writer) }
        let stamps = scan.files.map(\.stamp) + [scan.roles].compactMap(\.self)
        let isSettled = areRead && !stamps.contains { Self.isFresh($0, at: now) }
        try writer.write { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO meta VALUES ('fingerprint', ?), ('roles', ?)",
                arguments: [isSettled ? fingerprint : "", roles.fingerprint])
        }
        if IndexFile(path: path).logSize > Self.mostLogged {
            // The log of a large update would else stay beside the file, as large as it grew. Readers in the way only
            // leave it for later.
            _ = try? writer.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        }
        return update
    }

    /// Another text whenever the files that the index was made from are others; nil while that is not known.
    package func filesFingerprint() throws -> String? {
        let known = try writer.read { try Self.value(of: "fingerprint", $0) }
        return known.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Answers a question while the folder is listed; nil when the index turns out not to be up to date, so that the
    /// answer counts for nothing.
    ///
    /// - Parameter listing: of the folder; a change that it does not see came after the question.
    /// - Throws: `IndexError.folderUnreadable`, or what the question throws.
    package func answerIfUpToDate<Answer>(
        _ listing: PendingScan, _ question: () throws -> Answer
    ) throws -> Answer? {
        // Read before anything is asked: what another process stores meanwhile can only make the answer newer.
        guard let known = try filesFingerprint() else { return nil }
        let answer = Result { try question() }
        return try listing.finish().fingerprint.text == known ? answer.get() : nil
    }

    /// - Returns: whether none of the files is to be tried again.
    private func store(
        _ files: [ScannedFile], root: String, roles: SectionRoleNames, now: Int64, progress: (Int, Int) -> Void
    ) throws -> Bool {
        var areRead = true
        let words = WordCollector()
        var batches = Self.batches(of: files)[...]
        var (done, end) = (0, 0)
        try writer.writeWithoutTransaction { db in
            do {
                // Notes are stored while others are parsed; the transaction waits for both.
                try OrderedPipeline.map(
                    files,
                    transform: { Self.rows(of: $0, root: root, roles: roles, now: now, words: words) },
                    consume: { rows, isRead in
                        areRead = areRead && isRead
                        if done == end, let batch = batches.popFirst() {
                            end = batch.upperBound
                            try db.beginTransaction(.immediate)
                            try Self.delete(files[batch], in: db)
                        }
                        try rows.store(in: db)
                        done += 1
                        guard done == end else { return }
                        try words.store(in: db)
                        try db.commit()
                        progress(done, files.count)
                    })
            } catch {
                if db.isInsideTransaction { try? db.rollback() }
                throw error
            }
        }
        return areRead
    }

    /// Deletes what is stored for the files, in the order in which it was stored: FTS5 writes a segment of its own
    /// whenever a row follows a later one, and what replaces these is later than all.
    private static func delete(_ files: ArraySlice<ScannedFile>, in db: Database) throws {
        let find = try db.cachedStatement(sql: "SELECT id FROM note WHERE path = ?")
        let ids = try files.compactMap { try Int64.fetchOne(find, arguments: [$0.path]) }
        for id in ids.sorted() { try NoteRows.delete(id, in: db) }
    }

    /// The parts that are committed one by one.
    private static func batches(of files: [ScannedFile]) -> [Range<Int>] {
        var batches: [Range<Int>] = []
        var (start, bytes) = (0, Int64(0))
        for (index, file) in files.enumerated() {
            bytes += file.stamp.size
            guard bytes > mostUncommittedBytes || index - start + 1 == mostUncommitted || index == files.count - 1
            else { continue }
            batches.append(start..<(index + 1))
            (start, bytes) = (index + 1, 0)
        }
        return batches
    }

    /// Notes and bytes of one transaction: what a process that is killed loses at most, some seconds of work. Each leaves a
    /// segment of the full-text table, and many of them make queries slower and must be merged.
    private static let mostUncommitted = 8192
    private static let mostUncommittedBytes: Int64 = 32 << 20
    /// Bytes of the write-ahead log that may stay beside the file, as small updates leave them there.
    private static let mostLogged: Int64 = 4 << 20

    private static func value(of key: String, _ db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key])
    }

    /// The files to be read, by path, and the ids of notes that are gone.
    ///
    /// - Parameter isSameReading: whether headings mean what they meant when the notes were read; else all are read again.
    private static func difference(
        of scan: FolderScan, _ isSameReading: Bool, in db: Database
    ) throws -> ([ScannedFile], [Int64]) {
        var stored: [String: (id: Int64, stamp: FileStamp)] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT id, path, size, modified, changed, inode FROM note")
        while let row = try rows.next() {
            let stamp = FileStamp(size: row[2], modified: row[3], changed: row[4], inode: row[5])
            stored[row[1]] = (row[0], stamp)
        }
        var changed: [ScannedFile] = []
        for file in scan.files {
            let old = stored.removeValue(forKey: file.path)
            if old?.stamp != file.stamp || !isSameReading { changed.append(file) }
        }
        changed.sort { $0.path < $1.path }
        return (changed, stored.values.map(\.id).sorted())
    }

    /// Reads and parses one file. Whatever is wrong with it, there are rows for it, so that it is not hidden; what may be
    /// gone the next time is tried again then.
    private static func rows(
        of file: ScannedFile, root: String, roles: SectionRoleNames, now: Int64, words: WordCollector
    ) -> (NoteRows, isRead: Bool) {
        var stamp = file.stamp
        // A file changed within the clock's resolution could change again unseen: it is read once more next time.
        if isFresh(stamp, at: now) { stamp.size = -1 - stamp.size }
        func empty(_ rule: Finding.Rule, _ obstacle: NoteFile.Obstacle) -> NoteRows {
            var note = Note(path: file.path, text: "")
            note.findings = [Finding(rule, line: 1, obstacle.sentence)]
            return NoteRows(note, stamp: stamp, words: words)
        }
        if let obstacle = file.obstacle { return (empty(.unreadable, obstacle), true) }
        do {
            let (text, wasRepaired) = try NoteFile.text(at: file.path, in: root)
            var note = Note(path: file.path, text: text, roles: roles)
            if wasRepaired {
                let fault = Sentence("finding.file.encoding", "the file holds bytes that are not UTF-8")
                note.findings.insert(Finding(.invalidText, line: 1, fault), at: 0)
            }
            return (NoteRows(note, stamp: stamp, words: words), true)
        } catch {
            let rule: Finding.Rule = if case .binary = error { .invalidText } else { .unreadable }
            if error.isPassing { stamp.size = min(stamp.size, -1 - stamp.size) }
            return (empty(rule, error), !error.isPassing)
        }
    }

    /// Whether a file changed so short a time before the listing that the kernel's clock may not tell a later change.
    private static func isFresh(_ stamp: FileStamp, at now: Int64) -> Bool {
        max(stamp.modified, stamp.changed) > now - 50_000_000
    }
}
