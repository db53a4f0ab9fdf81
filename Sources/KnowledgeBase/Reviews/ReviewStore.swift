package import Index
import Notes
package import Review

/// The reviews of a folder of notes: what is due, what was done, and the recording of it.
///
/// The log is the truth of what happened, the front matter of what holds; the index keeps the log folded, as a cache.
package struct ReviewStore: Sendable {
    /// The notes, which reviews are written to.
    package let base: KnowledgeBase
    /// The moment of all that is asked and recorded here: a store serves one question or session.
    package let clock: ReviewClock
    /// Under whose name reviews are recorded.
    package let reviewer: Reviewer
    /// How reviews are scheduled.
    package let settings: ReviewSettings
    let log: ReviewLogFolder
    /// That of the settings.
    package var scheduler: Scheduler { settings.scheduler }

    /// Reads and writes nothing until it is asked.
    package init(
        _ base: KnowledgeBase, clock: ReviewClock, reviewer: Reviewer, settings: ReviewSettings = ReviewSettings()
    ) {
        self.base = base
        self.clock = clock
        self.reviewer = reviewer
        self.settings = settings
        log = ReviewLogFolder(root: base.folder.root)
    }

    /// Takes clock, reviewer and settings from the environment.
    ///
    /// - Throws: `ReviewError.invalidClock`, `.invalidSetting`
    package init(_ base: KnowledgeBase, environment: [String: String]) throws(ReviewError) {
        let settings = try ReviewSettings(environment)
        self.init(
            base, clock: try ReviewClock(environment, day: settings.day), reviewer: Reviewer(environment),
            settings: settings)
    }

    /// How a note stands, by its front matter and the log.
    package func status(of entry: ScheduleEntry) -> NoteHistory.Status {
        NoteHistory.Status(ReviewPlan(entry), folded: entry.logged?.folded, scheduler: scheduler)
    }

    /// A note as the queue sees it.
    package func item(_ entry: ScheduleEntry) -> ReviewItem {
        let status = status(of: entry)
        // Paths tell notes with one id apart.
        return ReviewItem(
            note: entry.path, plan: status.plan, memory: status.memory,
            importance: entry.urgency.map { 4 - $0.rank } ?? 0)
    }

    /// The schedules of a selection of notes, by path.
    package func schedules(
        _ selection: ScheduleSelection, filters: [SearchQuery.Filter] = []
    ) throws -> [ScheduleEntry] {
        try asked { try $0.schedules(selection, filters: filters, today: clock.today) }
    }

    /// Asks what needs the schedules of the log, as they are kept.
    func asked<Answer>(_ question: (IndexDatabase) throws -> Answer) throws -> Answer {
        try base.ask { database in
            if try database.loggedSchedulesStamp() == nil { try database.keep([], stamp: "", problems: []) }
            return try question(database)
        }
    }

    /// The whole log, read from its files: to be asked for once, and passed on.
    package func history() throws -> ReviewLog { try log.read() }

    /// The events of the note at a path, out of the whole log.
    func events(in log: ReviewLog, ofNoteAt path: String) throws -> (name: String, history: NoteHistory) {
        let name = try asked { try $0.loggedName(ofNoteAt: path) } ?? Note.id(ofPath: path)
        return (name, NoteHistory(log.events(ofNote: name)))
    }
}
