import Index
import Notes
import Review

/// The review log as the index keeps it, for whoever only reads.
extension KnowledgeBase {
    /// Folds the log into the index, unless it is that of last time.
    ///
    /// - Returns: what was wrong with its lines.
    @discardableResult
    func foldReviewLog() throws -> [[Sentence]] {
        let log = ReviewLogFolder(root: folder.root)
        let kept = try ask { try $0.loggedSchedulesStamp() }
        let stamp = log.stamp
        if let kept, kept.stamp == stamp { return kept.problems }
        let read = try log.read()
        let schedules = read.histories.compactMap { note, events in
            NoteHistory(events).folded.map { LoggedSchedule(note: note, path: events.last?.path, $0) }
        }
        let problems = read.problems.map(\.sentences)
        try ask { try $0.keep(schedules, stamp: stamp, problems: problems) }
        return problems
    }

    /// When notes were last changed by their authors, and last reviewed; by path.
    package func freshness(ofNotesAt paths: [String]) throws -> [String: NoteFreshness] {
        guard !paths.isEmpty else { return [:] }
        // Who asks for reviews is told of a log that can't be read; a runbook must be readable meanwhile.
        do { try foldReviewLog() } catch KnowledgeBaseError.unreadableNote {
            guard try ask({ try $0.loggedSchedulesStamp() }) != nil else { return [:] }
        }
        let today = CalendarDate(daysSinceEpoch: 0)
        let entries = try ask { try $0.schedules(.notes(paths), today: today) }
        let found = entries.map { entry in
            let reviewed = entry.logged?.reviewed.map { CalendarDate(daysSinceEpoch: $0) }
            return (entry.path, NoteFreshness(updated: entry.updated ?? entry.created, reviewed: reviewed))
        }
        return Dictionary(found) { first, _ in first }
    }
}
