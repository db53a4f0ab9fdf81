package import Notes

/// Which notes a schedule holds.
package enum ScheduleSelection: Sendable, Equatable {
    /// Every note that says something of reviews, or of which the log does.
    case all
    /// The notes that fall due by a day, and those whose front matter differs from the log.
    case due(by: CalendarDate)
    /// The note at a path.
    case note(String)
    /// The notes at these paths.
    case notes([String])
}
