import Notes

/// A word that tells a state at a glance: never by its colour alone.
struct Badge: Sendable {
    /// What the style sheet knows it by.
    let kind: String
    let label: String
    /// How many there are; nil where it stands for one thing.
    let count: Int?

    init(kind: String, label: String, count: Int? = nil) {
        self.kind = kind
        self.label = label
        self.count = count
    }

    init(_ urgency: Urgency, count: Int? = nil, _ words: Words) {
        self.init(kind: urgency.rawValue, label: words("urgency." + urgency.rawValue), count: count)
    }

    /// When the next review is due; nil for a note that has none, and for one that is not in use.
    init?(nextReview: CalendarDate?, status: String?, today: CalendarDate, _ words: Words) {
        guard let nextReview, !NoteStatus.isPaused(status) else { return nil }
        let days = nextReview.days(since: today)
        switch days {
        case ..<0: self.init(kind: "overdue", label: words("due.overdue", String(-days)))
        case 0: self.init(kind: "due", label: words("due.today"))
        case 1...14: self.init(kind: "soon", label: words("due.in", String(days)))
        default: self.init(kind: "later", label: words("due.on", nextReview.description))
        }
    }

    init?(status: String?, _ words: Words) {
        guard let status, status.lowercased() != "active" else { return nil }
        let known = NoteStatus.paused.first { $0 == status.lowercased() }
        self.init(kind: known ?? "status", label: known.map { words("status." + $0) } ?? status)
    }
}
