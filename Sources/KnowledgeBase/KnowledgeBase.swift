import Foundation
package import Index
import Notes
import Synchronization

/// A folder of notes that can be asked: every face of kb calls this, and gets the same answers.
///
/// It keeps no state but the index, which is a cache: each question first brings it up to date with the files.
package final class KnowledgeBase: Sendable {
    /// Where the notes and their index are; the same for as long as this lives.
    package let folder: NotesFolder
    private let use: IndexDatabase.Use
    private let database: Mutex<IndexDatabase>
    private let changes = Atomic<Int>(0)
    /// The files that the last refresh found; nil before the first.
    private let files = Mutex<String?>(nil)
    /// How often a refresh found other files than the one before it, the first one included: who keeps what was made of the
    /// index knows by this when it is old.
    package var changeCount: Int { changes.load(ordering: .acquiring) }
    /// The change at which what nothing answered was last asked again.
    let askedAgain = Atomic<Int>(-1)
    /// How much was wrong with the notes when that was last counted, and with which files; nil before.
    let counted = Mutex<(files: String, findings: Int)?>(nil)
    /// Why the index that was found had to be made anew when it was opened.
    package let rebuilt: IndexDatabase.RebuildReason?

    /// What headings mean in the notes of the folder.
    package var roles: RolesFile { RolesFile(in: folder.root) }

    /// Opens the index of a folder, or makes it; the notes are read by the first `refresh`.
    ///
    /// - Throws: `IndexError.databaseUnusable`, `.databaseUnmakable`
    package init(
        _ folder: NotesFolder, for use: IndexDatabase.Use
    ) throws(IndexError) {
        self.folder = folder
        self.use = use
        let database = try IndexDatabase(path: folder.database, root: folder.root, for: use)
        rebuilt = database.rebuilt
        self.database = Mutex(database)
    }

    /// Brings the index up to date with the files; only what changed is read.
    ///
    /// - Throws: `IndexError`, or the database's own errors.
    @discardableResult
    package func refresh(progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }) throws -> IndexUpdate {
        let update: IndexUpdate
        do {
            update = try ask { try $0.update(from: folder.root, now: Self.now, progress: progress) }
        } catch let error where IndexDatabase.isDiskFull(error) {
            throw IndexError.diskFull(path: folder.database)
        }
        // The index may be up to date with files that are new here, because another process has read them first.
        let areOthers = files.withLock { files in
            defer { files = update.files }
            return files != update.files
        }
        if areOthers || !update.isUnchanged { changes.wrappingAdd(1, ordering: .acquiringAndReleasing) }
        return update
    }

    /// Answers a question while it is seen whether files have changed; nil when some have, so that the answer counts for
    /// nothing. Mostly none has, and then listing the files costs no time of its own.
    ///
    /// - Parameter listing: of the folder.
    /// - Throws: `IndexError`, the database's own errors, or what the question throws.
    package func answerIfUpToDate<Answer>(
        _ listing: PendingScan, _ question: (IndexDatabase) throws -> Answer
    ) throws -> Answer? {
        try ask { database in try database.answerIfUpToDate(listing) { try question(database) } }
    }

    /// Asks the index. When it turns out to be damaged it is made anew, and asked again.
    package func ask<Answer>(_ question: (IndexDatabase) throws -> Answer) throws -> Answer {
        let current = database.withLock { $0 }
        do {
            return try question(current)
        } catch  where IndexDatabase.isDamage(error) {
            let renewed = try database.withLock { database in
                // Several questions may find the damage at once, and one new index is enough.
                guard database.isSame(as: current) else { return database }
                try IndexDatabase.remove(folder.database)
                database = try IndexDatabase(path: folder.database, root: folder.root, for: use)
                return database
            }
            _ = try renewed.update(from: folder.root, now: Self.now)
            return try question(renewed)
        }
    }

    /// The one note that a reference means: a path, an id, an alias or half of a title, or else the beginning of an id.
    ///
    /// - Throws: `KnowledgeBaseError.noSuchNote` or `.ambiguousNote`
    package func summary(of reference: String) throws -> NoteSummary {
        let found = try ask { database in
            let named = try database.notes(named: reference)
            return named.isEmpty ? try database.notes(withIDBeginning: reference) : named
        }
        guard let first = found.first else { throw KnowledgeBaseError.noSuchNote(reference: reference) }
        guard found.count == 1 else {
            throw KnowledgeBaseError.ambiguousNote(reference: reference, paths: found.map(\.path))
        }
        return first
    }

    /// The note that a reference means, and the section that stands behind its `#`. The id of a note may itself hold a `#`.
    ///
    /// - Throws: as `summary(of:)`
    package func place(of reference: String) throws -> (note: NoteSummary, heading: String?) {
        guard let mark = reference.firstIndex(of: "#") else { return (try summary(of: reference), nil) }
        if let whole = try? summary(of: reference) { return (whole, nil) }
        let heading = String(reference[reference.index(after: mark)...])
        return (try summary(of: String(reference[..<mark])), heading.isEmpty ? nil : heading)
    }

    /// Reads a note from its file.
    ///
    /// - Throws: `KnowledgeBaseError.unreadableNote`
    package func note(at path: String) throws -> LoadedNote { try note(at: path, roles: roles.names) }

    /// - Parameter roles: by which its headings are read; who reads several notes asks for them once.
    func note(at path: String, roles: SectionRoleNames) throws -> LoadedNote {
        do {
            let text = try NoteFile.text(at: path, in: folder.root).text
            return LoadedNote(path: path, text: text, roles: roles)
        } catch {
            throw KnowledgeBaseError.unreadableNote(path: path, reason: error.description)
        }
    }

    private static var now: Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
