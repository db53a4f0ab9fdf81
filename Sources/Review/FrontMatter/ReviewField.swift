import Notes

/// One of the two fields that `kb` writes, and the text of its value.
struct ReviewField {
    let key: String
    let value: String
    /// Standard tags under which the value would not be read as what it is.
    let forbiddenTags: Set<String>

    static let intervalKey = "review_interval_days"
    static let dateKey = "next_review"

    private static let otherTypes: Set = ["null", "bool", "binary", "seq", "map", "set", "omap", "pairs", "merge"]

    static func interval(_ days: Int) -> ReviewField {
        ReviewField(key: intervalKey, value: String(days), forbiddenTags: otherTypes.union(["timestamp"]))
    }

    static func nextReview(_ date: CalendarDate) -> ReviewField {
        ReviewField(key: dateKey, value: date.description, forbiddenTags: otherTypes.union(["int", "float"]))
    }
}
