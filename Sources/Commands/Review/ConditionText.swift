import Catalogue
import Foundation
import Index
import Journal
import KnowledgeBase
import Live
import Notes
import Review

/// What a reviewer should know beside a note, as lines for the terminal.
struct ConditionText {
    private let condition: NoteCondition
    private let clock: ReviewClock

    init(_ loaded: LoadedNote, _ session: Session, _ store: ReviewStore) throws {
        let path = loaded.note.path
        let reviews = try store.reviews(ofNoteAt: path, in: try store.history())
        var condition = try NoteCondition(loaded, reviews, in: session.base, journal: session.journalToRead())
        let repository = GitRepository(folder: session.base.folder.root, environment: session.environment)
        condition.compare(
            with: repository.versions(of: path, after: condition.since, limit: NoteCondition.mostChanges + 1))
        self.condition = condition
        clock = store.clock
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
        var history = condition.changes.prefix(NoteCondition.mostChanges).map { row($0) }
        if condition.isUncommitted { history.insert(StyledText(words("review.condition.uncommitted")), at: 0) }
        if !history.isEmpty {
            let heading =
                condition.reviewed.map { words("review.condition.since", $0.description) }
                ?? words("review.condition.changes")
            section(heading, history, of: condition.changes.count + (condition.isUncommitted ? 1 : 0))
        }
        if !condition.deadLinks.isEmpty {
            let rows = condition.deadLinks.prefix(NoteCondition.mostChanges).map { link in
                StyledText(
                    words("review.condition.link", String(link.line), ControlCharacters.visible(link.target)))
            }
            section(words("review.condition.links"), rows, of: condition.deadLinks.count)
        }
        if !condition.runs.isEmpty {
            section(
                words("review.condition.runs"),
                condition.runs.prefix(NoteCondition.mostShownRuns).map { row($0, words) }, of: condition.runs.count)
        }
        return lines
    }

    private func row(_ change: NoteVersions.Change) -> StyledText {
        var line = StyledText(clock.date(of: change.time).description + "  ", .dim)
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
        var line = StyledText(clock.date(of: Int(exactly: run.started.rounded(.down)) ?? 0).description + "  ", .dim)
        let address = run.address.drop { $0 != "#" }.dropFirst()
        line.append(ControlCharacters.visible(address.isEmpty ? run.address : String(address)), [.cyan])
        guard let outcome = run.outcome else { return line }
        let known = ["firing", "blind", "error", "clear", "observed", "unmeasured"].contains(outcome.verdict)
        line.append("  ")
        line.append(
            known ? words("triage.verdict.\(outcome.verdict)") : ControlCharacters.visible(outcome.verdict), [.bold])
        line.append("  " + ControlCharacters.visible(words([outcome.sentence])))
        return line
    }
}
