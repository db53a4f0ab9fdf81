/// The events of a note played in their order, to find what its file should hold by them.
///
/// Events of clones that had not heard of each other stand in one order all the same. What an event found tells whether it
/// had heard of those before it: it found the state that holds, or one that nobody logged, which is an edit by hand. A
/// state that the log had left behind by then is that of a clone that was behind.
struct HistoryReplay {
    /// What the file should hold; nil without events.
    private(set) var held: ReviewEvent.After?
    /// What the file held at one time.
    private(set) var states: Set<FoldedHistory.Written> = []
    /// What events that were taken back had found, until another event counts.
    private var found: [String: ReviewEvent.After] = [:]

    /// - Parameters:
    ///   - events: of one note, in order.
    ///   - undone: the ids of those that were taken back.
    init(_ events: [ReviewEvent], undone: Set<String>) {
        for event in events {
            if case .undo(let id) = event.action {
                if !undone.contains(event.id) { takeBack(id, event) }
            } else {
                play(event, counts: !undone.contains(event.id))
            }
            states.formUnion([FoldedHistory.Written(event.before), FoldedHistory.Written(event.after)])
            if let held { states.insert(FoldedHistory.Written(held)) }
        }
    }

    private mutating func play(_ event: ReviewEvent, counts: Bool) {
        let before = FoldedHistory.Written(event.before)
        let now = held ?? event.restored
        let isBehind = before != FoldedHistory.Written(now) && states.contains(before)
        let start = isBehind || before == FoldedHistory.Written(now) ? now : event.restored
        held = start
        if counts {
            held = isBehind ? event.after(onto: start) : event.after
            found = [:]
        } else {
            found[event.id] = start
        }
    }

    /// What an event did was never played where it was taken back; an edit by hand upon it is taken back with it.
    private mutating func takeBack(_ id: String, _ event: ReviewEvent) {
        guard let held else {
            // The file of the other writer has not come yet.
            self.held = event.after
            return
        }
        let before = FoldedHistory.Written(event.before)
        guard let start = found[id], before == FoldedHistory.Written(held) || !states.contains(before) else { return }
        self.held = start
    }
}

extension ReviewEvent {
    /// The state that it found, as it can be written: a missing date is the day on which the note was due.
    var restored: After {
        let interval = before.interval ?? after.interval
        let due = before.nextReview ?? before.memory?.lastReview.addingClamped(days: interval) ?? day
        return After(interval: interval, nextReview: due, memory: before.memory)
    }

    /// What it leads to where it had not heard of the state that holds: what it left as it was stays as it is there.
    fileprivate func after(onto held: After) -> After {
        switch action {
        case .snooze:
            // Who put off what somebody had reviewed meanwhile did not mean to bring it nearer.
            After(
                interval: held.interval, nextReview: max(held.nextReview, after.nextReview), memory: held.memory)
        case .reschedule where after.interval == before.interval:
            After(interval: held.interval, nextReview: after.nextReview, memory: held.memory)
        case .review, .reschedule, .undo: after
        }
    }
}
