import Catalogue
import Detection
import Index
import Journal
import KnowledgeBase
import Notes
import Review

/// What a reviewer should know beside a note: what changed since the last review, dead links, last verdicts.
struct ConditionPanel: Sendable {
    let changesHeading: String
    /// That there are changes which are not committed; nil where there are none.
    let uncommitted: String?
    let changes: [Change]
    let hasChanges: Bool
    let hasMoreChanges: Bool
    let linksHeading: String
    let deadLinks: [String]
    let hasDeadLinks: Bool
    let hasMoreLinks: Bool
    let runsHeading: String
    let runs: [Run]
    let hasRuns: Bool

    /// A commit that changed the note.
    struct Change: Sendable {
        let day: String
        /// `+2 −1`; nil where nobody counted.
        let lines: String?
        let subject: String
        let author: String
    }

    /// What a command said last.
    struct Run: Sendable {
        let day: String
        let address: String
        let outcome: String
        /// The page of the run; nil where there are none.
        let href: String?
    }

    /// Nil where there is nothing to say.
    ///
    /// - Parameter linksRuns: whether runs have pages here.
    init?(_ condition: NoteCondition, clock: ReviewClock, linksRuns: Bool, _ words: Words) {
        // The sentences of the terminal's session.
        let phrases = words.catalogue
        changesHeading =
            condition.reviewed.map { phrases("review.condition.since", $0.description) }
            ?? phrases("review.condition.changes")
        uncommitted = condition.isUncommitted ? phrases("review.condition.uncommitted") : nil
        linksHeading = phrases("review.condition.links")
        runsHeading = phrases("review.condition.runs")
        changes = condition.changes.prefix(NoteCondition.mostChanges).map { change in
            Change(
                day: clock.date(of: change.time).description,
                lines: change.added.flatMap { added in change.removed.map { "+\(added) −\($0)" } },
                subject: VisibleText.escaped(change.subject), author: VisibleText.escaped(change.author))
        }
        hasChanges = condition.isUncommitted || !changes.isEmpty
        hasMoreChanges = condition.changes.count > changes.count
        deadLinks = condition.deadLinks.prefix(NoteCondition.mostChanges).map {
            phrases("review.condition.link", String($0.line), VisibleText.escaped($0.target))
        }
        hasDeadLinks = !deadLinks.isEmpty
        hasMoreLinks = condition.deadLinks.count > deadLinks.count
        runs = condition.runs.prefix(NoteCondition.mostShownRuns).map { run in
            Run(
                day: clock.date(of: Int(exactly: run.started.rounded(.down)) ?? 0).description,
                address: VisibleText.escaped(run.address.split(separator: "#").last.map(String.init) ?? run.address),
                outcome: RunPage.outcome(run.outcome, words), href: linksRuns ? "/runs/\(run.id)" : nil)
        }
        hasRuns = !runs.isEmpty
        guard hasChanges || hasDeadLinks || hasRuns else { return nil }
    }
}
