import Foundation
import Index
package import Notes
package import Review

/// Recording what a person does to the schedule of a note: the log first, then the note.
extension ReviewStore {
    /// Reviews a note with a grade.
    ///
    /// - Parameters:
    ///   - path: of the note, relative to the notes folder.
    ///   - state: what the person saw, as `NoteReviews.state`; nil for whatever holds.
    /// - Throws: `ReviewError`; a refused review leaves note and log as they were.
    package func review(_ path: String, _ grade: Grade, seen state: String? = nil) throws -> ReviewEvent {
        let load = try load()
        return try record(path, seen: state) { history, status, name, stamp in
            let outcome = scheduler.review(
                status.memory, plan: status.plan, grade: grade, on: clock.today, load: load)
            let after = ReviewEvent.After(
                interval: outcome.interval, nextReview: outcome.nextReview, memory: outcome.memory)
            return history.event(.review(grade), note: name, status: status, after: after, stamp: stamp)
        }
    }

    /// Sets the day of the next review by hand, and the interval where one is given.
    ///
    /// A new interval is the author's word anew, as if it had been written into the note.
    package func reschedule(_ path: String, next: CalendarDate, interval: Int?) throws -> ReviewEvent {
        try record(path) { history, status, name, stamp in
            var plan = status.plan
            plan.nextReview = next
            plan.interval = interval ?? plan.interval ?? min(max(1, next.days(since: clock.today)), 36_500)
            var memory = status.memory
            if let seed = scheduler.seed(plan), memory == nil || plan.interval != status.plan.interval {
                memory = Memory(
                    stability: seed.stability, difficulty: memory?.difficulty ?? seed.difficulty,
                    lastReview: seed.lastReview)
            }
            let after = ReviewEvent.After(interval: plan.interval ?? 1, nextReview: next, memory: memory)
            return history.event(.reschedule, note: name, status: status, after: after, stamp: stamp)
        }
    }

    /// Puts a review off by some days, at least one; interval and memory stay.
    package func snooze(_ path: String, days: Int, seen state: String? = nil) throws -> ReviewEvent {
        try record(path, seen: state) { history, status, name, stamp in
            let after = ReviewEvent.After(
                interval: status.plan.interval ?? max(1, days),
                nextReview: clock.today.addingClamped(days: max(1, days)),
                memory: status.memory)
            return history.event(.snooze, note: name, status: status, after: after, stamp: stamp)
        }
    }

    /// Takes back the last thing that was done to a note.
    ///
    /// - Throws: `ReviewError.nothingToUndo`
    package func undo(_ path: String, seen state: String? = nil) throws -> ReviewEvent {
        try record(path, seen: state) { history, status, _, stamp in
            guard let event = history.undo(status: status, stamp: stamp) else {
                throw ReviewError.nothingToUndo(path: path)
            }
            return event
        }
    }

    /// The note whose last event is the latest of this reviewer, by its path: what a bare undo takes back.
    ///
    /// - Throws: `ReviewError.nothingToUndo`
    package func lastReviewed() throws -> String {
        let mine = try log.read().histories.compactMap { name, events in
            NoteHistory(events).effective.last.map { (note: name, event: $0) }
        }.filter { $0.event.who == reviewer.name }
        guard let last = mine.max(by: { ReviewEvent.isOrdered($0.event, $1.event) }) else {
            throw ReviewError.nothingToUndo(path: nil)
        }
        let entry = try schedules(.all).first { $0.logged?.note == last.note }
        guard let entry else { throw KnowledgeBaseError.noSuchNote(reference: last.note) }
        return entry.path
    }

    // MARK: - Log, then note

    private typealias MakeEvent = (
        NoteHistory, NoteHistory.Status, _ name: String, NoteHistory.Stamp
    ) throws -> ReviewEvent

    /// Who, when, and a new id. What one writer does stays in its order, also where a clock stands still.
    private func stamp(after last: ReviewEvent?) -> NoteHistory.Stamp {
        var time = clock.now
        if let last, !(last.time < time), last.day == clock.today {
            time.seconds = last.time.seconds
            time.nanoseconds = last.time.nanoseconds + 1
        }
        if time.nanoseconds > 999_999_999 {
            time.seconds += 1
            time.nanoseconds = 0
        }
        return NoteHistory.Stamp(id: UUID().uuidString, time: time, day: clock.today, who: reviewer.name)
    }

    /// Makes an event of how a note stands, logs it, and writes its values into the note.
    private func record(_ path: String, seen: String? = nil, _ make: MakeEvent) throws -> ReviewEvent {
        if !log.exists {
            // What would be refused leaves no folder behind either.
            let file = try NoteRewrite(path, in: base.folder.root)
            let status = NoteHistory().status(file.plan, scheduler: scheduler)
            try check(seen, NoteReviews(history: NoteHistory(), status: status), path)
            let event = try make(NoteHistory(), status, Note.id(ofPath: path), stamp(after: nil))
            _ = try file.applying(event.edit)
        }
        return try log.locked {
            let file = try NoteRewrite(path, in: base.folder.root)
            let before = log.files
            let all = try log.read()
            let (name, history) = try events(in: all, ofNoteAt: path)
            let status = history.status(file.plan, scheduler: scheduler)
            try check(seen, NoteReviews(history: history, status: status), path)
            var event = try make(history, status, name, stamp(after: all.events.last { $0.who == reviewer.name }))
            event.path = path
            try file.prepare(try file.applying(event.edit))
            do {
                guard file.isUnchanged else { throw ReviewError.changedMeanwhile(path: path) }
                try log.append(event, to: reviewer.fileName)
            } catch {
                file.discard()
                throw error
            }
            try finish(file, event)
            keep(NoteHistory(history.events + [event]), name: name, after: before)
            return event
        }
    }

    /// What somebody else did meanwhile, or the same form sent twice, is not done over again.
    private func check(_ seen: String?, _ now: NoteReviews, _ path: String) throws {
        guard let seen, seen != now.state else { return }
        throw ReviewError.reviewedMeanwhile(path: path, who: now.history.events.last?.who)
    }

    /// The event is logged: from here on it counts, and the note follows.
    private func finish(_ file: NoteRewrite, _ event: ReviewEvent) throws {
        do {
            try file.commit()
        } catch ReviewError.changedMeanwhile {
            // Saved in an editor at this very moment: its text and our values both stay, unless it set values itself.
            let newer = try NoteRewrite(file.path, in: base.folder.root)
            let written = FoldedHistory.Written(interval: newer.plan.interval, nextReview: newer.plan.nextReview)
            guard written == FoldedHistory.Written(interval: file.plan.interval, nextReview: file.plan.nextReview)
            else { return }
            do {
                try newer.prepare(try newer.applying(event.edit))
                try newer.commit()
            } catch {
                throw ReviewError.logAhead(path: file.path, reason: "\(error)")
            }
        } catch ReviewError.cannotWrite(let path, let reason) {
            throw ReviewError.logAhead(path: path, reason: reason)
        }
    }

    /// Spares the next command to read the whole log. It is a cache: what fails here is made good then.
    private func keep(_ history: NoteHistory, name: String, after before: [ReviewLogFolder.File]) {
        guard let folded = history.folded else { return }
        let after = log.files
        // What came from elsewhere meanwhile, as by git, is in no schedule yet: the next command reads it.
        func others(_ files: [ReviewLogFolder.File]) -> [ReviewLogFolder.File] {
            files.filter { $0.name != reviewer.fileName }
        }
        guard others(after) == others(before) else { return }
        try? base.ask {
            try $0.keep(
                LoggedSchedule(note: name, path: history.events.last?.path, folded),
                stamp: ReviewLogFolder.stamp(of: after), after: ReviewLogFolder.stamp(of: before))
        }
    }

    /// How many reviews fall on each day already; asked only where the load is levelled.
    func load() throws -> (CalendarDate) -> Int {
        guard scheduler.levelsLoad else { return { _ in 0 } }
        var loads: [CalendarDate: Int] = [:]
        for entry in try schedules(.all) {
            if let due = status(of: entry).plan.due { loads[due, default: 0] += 1 }
        }
        return { loads[$0] ?? 0 }
    }
}
