import Index
import Notes
import Review

/// The folded log of a note in the form that the index keeps.
extension LoggedSchedule {
    init(note: String, path: String?, _ folded: FoldedHistory) {
        let wanted = folded.wanted
        let earlier = folded.leftBehind.map { written in
            let interval = written.interval.map(String.init) ?? "-"
            return interval + ":" + (written.nextReview.map { String($0.daysSinceEpoch) } ?? "-")
        }
        self.init(
            note: note, path: path, interval: wanted.interval, nextReview: wanted.nextReview.daysSinceEpoch,
            stability: wanted.memory?.stability, difficulty: wanted.memory?.difficulty,
            lastReview: wanted.memory?.lastReview.daysSinceEpoch, earlier: earlier.sorted().joined(separator: " "),
            reviewed: folded.reviewed?.daysSinceEpoch)
    }

    /// What the log says of the note.
    var folded: FoldedHistory {
        var memory: Memory?
        if let stability, let difficulty, let lastReview {
            memory = Memory(
                stability: stability, difficulty: difficulty, lastReview: CalendarDate(daysSinceEpoch: lastReview))
        }
        return FoldedHistory(
            wanted: ReviewEvent.After(
                interval: interval, nextReview: CalendarDate(daysSinceEpoch: nextReview), memory: memory),
            leftBehind: Set(earlier.split(separator: " ").map { Self.written($0) }),
            reviewed: reviewed.map { CalendarDate(daysSinceEpoch: $0) })
    }

    private static func written(_ text: Substring) -> FoldedHistory.Written {
        let parts = text.split(separator: ":")
        return FoldedHistory.Written(
            interval: parts.first.flatMap { Int($0) },
            nextReview: parts.last.flatMap { Int($0) }.map { CalendarDate(daysSinceEpoch: $0) })
    }
}
