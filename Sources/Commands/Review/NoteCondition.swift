import Foundation
import Catalogue
import Index
import Journal
import KnowledgeBase
import Notes
import Review

/// What a reviewer should know of a note that does not stand in it: what changed since the last review, the links that
/// lead nowhere, and what its commands last said.
struct NoteCondition {
    private let changes: [GitRepository.Change]
    /// The day of the last review; nil for none.
    private let reviewed: CalendarDate?
    private let isUncommitted: Bool
    private let deadLinks: [LinkEntry]
    /// The last verdict of each command.
    private let runs: [RunRecord]
    private let clock: ReviewClock

    private static let mostLines = 5

    init(_ loaded: LoadedNote, _ session: Session, _ store: ReviewStore) throws {
        let path = loaded.note.path
        let root = session.base.folder.root
        let last = try store.reviews(ofNoteAt: path)?.history.effective.last { $0.grade != nil }
        reviewed = last?.day
        clock = store.clock
        let repository = GitRepository(folder: root, environment: session.environment)
        let found = repository.changes(of: path, after: last?.time.seconds, limit: Self.mostLines + 1)
        let committed = found.flatMap { _ in repository.committed(path) }
        changes = found ?? []
        isUncommitted = committed.map { Self.differs($0, from: loaded.text) } ?? false
        deadLinks = try session.base.ask { try $0.links(ofNoteAt: path, onlyUnresolved: true) }
        runs = Self.lastRuns(of: path, in: root, session)
    }

    /// Whether a file has other lines than it had, the two that reviews write left out.
    private static func differs(_ bytes: [UInt8], from text: String) -> Bool {
        func lines(_ text: String) -> [Substring] {
            text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).filter { line in
                !line.hasPrefix("review_interval_days:") && !line.hasPrefix("next_review:")
            }
        }
        return lines(String(decoding: bytes, as: UTF8.self).trimmingPrefix("\u{FEFF}").description)
            != lines(text.trimmingPrefix("\u{FEFF}").description)
    }

    /// Of a journal that is there; reading makes none.
    private static func lastRuns(of path: String, in root: String, _ session: Session) -> [RunRecord] {
        let folder = FileManager.default.currentDirectoryPath
        guard
            FileManager.default.fileExists(atPath: Journal.path(session.environment, workingDirectory: folder)),
            let runs = try? session.journal().runs(notes: root, path: path, limit: 500)
        else { return [] }
        var seen: Set<String> = []
        return runs.filter { $0.outcome != nil && seen.insert($0.address).inserted }.sorted { $0.address < $1.address }
    }

    /// Nothing where there is nothing to say.
    func lines(_ words: Catalogue, _ wrap: TextWrap) -> [StyledText] {
        var lines: [StyledText] = []
        let inner = TextWrap(width: wrap.width - 2, cells: wrap.cells)
        func section(_ heading: String, _ rows: [StyledText], of count: Int) {
            lines += wrap.lines(of: StyledText(heading, .bold))
            for line in rows.flatMap({ inner.lines(of: $0) }) {
                var indented = StyledText("  ")
                indented.append(line)
                lines.append(indented)
            }
            if count > rows.count { lines.append(StyledText("  …", .dim)) }
        }
        var history = changes.prefix(Self.mostLines).map { row($0, words) }
        if isUncommitted { history.insert(StyledText(words("review.condition.uncommitted")), at: 0) }
        if !history.isEmpty {
            let heading =
                reviewed.map { words("review.condition.since", $0.description) } ?? words("review.condition.changes")
            section(heading, history, of: changes.count + (isUncommitted ? 1 : 0))
        }
        if !deadLinks.isEmpty {
            let rows = deadLinks.prefix(Self.mostLines).map { link in
                StyledText(
                    words("review.condition.link", String(link.line), ControlCharacters.visible(link.target)))
            }
            section(words("review.condition.links"), rows, of: deadLinks.count)
        }
        if !runs.isEmpty {
            section(words("review.condition.runs"), runs.prefix(20).map { row($0, words) }, of: runs.count)
        }
        return lines
    }

    private func row(_ change: GitRepository.Change, _ words: Catalogue) -> StyledText {
        var line = StyledText(day(change.time) + "  ", .dim)
        if let added = change.added, let removed = change.removed {
            line.append("+\(added)", [.green])
            line.append(" ")
            line.append("−\(removed)", [.red])
            line.append("  ")
        }
        line.append(ControlCharacters.visible(change.subject))
        line.append("  " + ControlCharacters.visible(change.author), [.dim])
        return line
    }

    private func row(_ run: RunRecord, _ words: Catalogue) -> StyledText {
        var line = StyledText(day(Int(run.started.rounded(.down))) + "  ", .dim)
        let address = run.address.drop { $0 != "#" }.dropFirst()
        line.append(ControlCharacters.visible(address.isEmpty ? run.address : String(address)), [.cyan])
        guard let outcome = run.outcome else { return line }
        let known = ["firing", "blind", "error", "clear", "observed", "unmeasured"].contains(outcome.verdict)
        line.append("  ")
        line.append(
            known ? words("triage.verdict.\(outcome.verdict)") : ControlCharacters.visible(outcome.verdict), [.bold])
        line.append("  " + ControlCharacters.visible(outcome.message))
        return line
    }

    /// By the person's clock.
    private func day(_ seconds: Int) -> String {
        Review.Timestamp(seconds: seconds, nanoseconds: 0, offset: clock.now.offset).local(offset: clock.now.offset)
            .date.description
    }
}
