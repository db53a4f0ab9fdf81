import Index
package import Notes
import Review

/// Bringing the index, the log and the notes into agreement, at the start of every verb about reviews.
extension ReviewStore {
    /// What was found on the way; nothing of it stops the verb.
    package struct Settlement: Sendable {
        /// Lines of the log that could not be read, each in sentences.
        package var problems: [[Sentence]] = []
        /// Notes that were written again, because the log was ahead of them; by path.
        package var healed: [String] = []
        /// Notes that should have been, and why not.
        package var unhealed: [(path: String, error: any Error)] = []
    }

    /// Reads the log where it changed, and writes the values of logged reviews into notes that do not have them yet: after a
    /// crash between log and note, or a merge. The index must be up to date; afterwards it is again.
    ///
    /// - Parameter isWriting: false for who may only read; the log counts all the same.
    package func settle(isWriting: Bool = true) throws -> Settlement {
        var settlement = Settlement()
        settlement.problems = try base.foldReviewLog()
        guard isWriting else { return settlement }
        for entry in try behind() {
            do {
                if try heal(entry.path) { settlement.healed.append(entry.path) }
            } catch {
                settlement.unhealed.append((entry.path, error))
            }
        }
        if !settlement.healed.isEmpty { try base.refresh() }
        return settlement
    }

    /// Whether there is nothing to settle: no fault in the log, and no note that it is ahead of.
    package func isSettled() throws -> Bool { try base.foldReviewLog().isEmpty && behind().isEmpty }

    /// The notes that the log is ahead of.
    private func behind() throws -> [ScheduleEntry] {
        guard try asked({ try $0.hasLoggedSchedules() }) else { return [] }
        // A day before all others selects what differs from the log only.
        return try schedules(.due(by: CalendarDate(daysSinceEpoch: Int(Int32.min))))
            .filter { status(of: $0).outstanding != nil }
    }

    /// Writes what the log holds for a note and the note does not.
    ///
    /// - Returns: whether there was something to write.
    @discardableResult
    func heal(_ path: String) throws -> Bool {
        try log.locked {
            let file = try NoteRewrite(path, in: base.folder.root)
            let (_, history) = try events(in: log.read(), ofNoteAt: path)
            guard let edit = history.status(file.plan, scheduler: scheduler).outstanding else { return false }
            try file.prepare(try file.applying(edit))
            try file.commit()
            return true
        }
    }
}
