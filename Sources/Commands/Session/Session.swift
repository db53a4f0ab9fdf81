import Foundation
import Synchronization
package import Catalogue
package import KnowledgeBase
package import Index
package import Journal

/// A verb at work: the notes it asks, and the person it talks to.
package struct Session {
    /// The variables that the program was started with.
    package let environment: [String: String]
    /// The notes that the verb asks.
    package let base: KnowledgeBase
    /// In the language that the environment asks for.
    package var words: Catalogue { Interface.words }
    /// The listing of the folder, where it was begun before the index was opened.
    private let listing: PendingScan?

    /// Finds the notes folder and opens its index, which is not yet up to date.
    ///
    /// - Parameters:
    ///   - notes: the folder that was asked for; nil for that of the environment.
    ///   - isAskedOnce: whether `answer` will be asked at once and only once, so that the folder is listed meanwhile.
    /// - Throws: `KnowledgeBaseError`, `IndexError`
    package init(notes: String?, isAskedOnce: Bool = false) throws {
        environment = Interface.environment
        let folder = try Self.folder(notes: notes)
        listing = isAskedOnce ? PendingScan(root: folder.root) : nil
        base = try KnowledgeBase(folder, for: .command)
        if let reason = base.rebuilt { StandardStream.tell(words("index.rebuilt.\(reason.rawValue)")) }
    }

    /// Where the notes and their index are.
    ///
    /// - Throws: `KnowledgeBaseError.noNotesFolder`
    static func folder(notes: String?) throws(KnowledgeBaseError) -> NotesFolder {
        try NotesFolder(
            flag: notes, environment: Interface.environment,
            workingDirectory: FileManager.default.currentDirectoryPath)
    }

    /// Opens the notes and brings the index up to date with the files.
    package static func upToDate(notes: String?) throws -> Session {
        let session = try Session(notes: notes)
        try session.catchUp()
        return session
    }

    /// Brings the index up to date where there is room for that; else says that there is none. Who looks for what fills the
    /// disk needs an answer, and an old one is better than none.
    ///
    /// - Throws: `IndexError`, also where the index holds nothing yet; or the database's own errors.
    package func catchUp() throws {
        do {
            try refresh()
        } catch let error as IndexError {
            guard case .diskFull = error, try base.ask({ try $0.counts().notes }) > 0 else { throw error }
            let isNew = Self.hasToldOfFullDisk.withLock { told in
                defer { told = true }
                return !told
            }
            if isNew { StandardStream.tell(words("terminal.index.outdated")) }
        }
    }

    private static let hasToldOfFullDisk = Mutex(false)

    /// Brings the index up to date; says how far it is when that takes long.
    @discardableResult
    package func refresh() throws -> IndexUpdate {
        var bar = ProgressBar(words("terminal.indexing"))
        defer { bar.end() }
        let update = try base.refresh { bar.show($0, of: $1) }
        if update.isUnchanged { Self.open.withLock { $0 = base } }
        return update
    }

    /// The answer to a question, which changes nothing, with the index up to date.
    package func answer<Answer>(_ question: (IndexDatabase) throws -> Answer) throws -> Answer {
        let listing = listing ?? PendingScan(root: base.folder.root)
        if let answer = try base.answerIfUpToDate(listing, question) {
            Self.open.withLock { $0 = base }
            return answer
        }
        try catchUp()
        return try base.ask(question)
    }

    /// The notes whose index was only read: it stays open until the process ends, because there is nothing to be written
    /// back, and to close it takes longer than some answers.
    private static let open = Mutex<KnowledgeBase?>(nil)

    /// The journal of this person, opened or made.
    ///
    /// - Throws: `JournalError`
    package func journal() throws(JournalError) -> Journal {
        try Journal(environment)
    }

    /// The journal of this person where one is there and can be read: reading makes none.
    package func journalToRead() -> Journal? {
        let folder = FileManager.default.currentDirectoryPath
        guard FileManager.default.fileExists(atPath: Journal.path(environment, workingDirectory: folder)) else {
            return nil
        }
        return try? journal()
    }

    /// Counts a query that nothing answered. An answer is worth more than its record: without a journal there is none.
    func recordUnanswered(_ text: String) {
        guard let now = try? Clock.now(environment), let journal = try? journal() else { return }
        try? journal.recordUnanswered(text, notes: base.folder.root, now: Double(now))
    }

    /// Says why a filter chooses nothing.
    func tell(_ faults: [SearchAnswer.Change]) {
        for fault in faults {
            let key =
                fault.kind == .unreadable
                ? "terminal.search.unreadable"
                : fault.isUnmetButLike ? "terminal.search.unmet-like" : "terminal.search.unmet"
            let values = fault.replacements.joined(separator: words("triage.separator"))
            StandardStream.tell(
                words(key, ControlCharacters.visible(fault.word), ControlCharacters.visible(values)))
        }
    }

    /// Shows text: through the pager when it is taller than the terminal.
    package func show(_ text: String, on terminal: Terminal, isPagerOff: Bool) throws {
        let text = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
        if terminal.isTerminal, !isPagerOff, Self.lineCount(text) >= terminal.height,
            let pager = Pager(environment: environment), pager.show(text)
        {
            return
        }
        try StandardStream.output.write(text)
    }

    private static func lineCount(_ text: String) -> Int {
        text.utf8.count { $0 == UInt8(ascii: "\n") }
    }

    /// Paths, one a line, each once: for a program as they are, for a terminal so that no name steers it.
    static func pathList(_ paths: [String], isTerminal: Bool) -> String {
        var seen: Set<String> = []
        return paths.filter { seen.insert($0).inserted }
            .map { (isTerminal ? ControlCharacters.visible($0) : $0) + "\n" }.joined()
    }

    /// Writes a list in one of the forms that programs read.
    package func write(_ rows: [any Row], as format: ListFormat) throws {
        switch format {
        case .text: break
        case .json: try StandardStream.output.write(rows.map(\.object).jsonArray + "\n")
        case .jsonl: try StandardStream.output.write(rows.map { $0.object.json + "\n" }.joined())
        case .path:
            try StandardStream.output.write(
                Self.pathList(rows.map(\.path), isTerminal: StandardStream.output.isTerminal))
        case .template(let template):
            var lines = ""
            for row in rows { lines += try template.line(row.object) + "\n" }
            try StandardStream.output.write(lines)
        }
    }
}
