/// What the `status` of a note says of its use; compared without regard to case.
package enum NoteStatus {
    private static let archived = "archived"
    private static let draft = "draft"

    /// The statuses of notes that are never due.
    package static let paused = [archived, draft]

    /// Whether a note is out of use: it is no runbook to be measured, and no alert is its.
    package static func isArchived(_ status: String?) -> Bool { status?.lowercased() == archived }

    /// Whether a note is never due.
    package static func isPaused(_ status: String?) -> Bool { status.map { paused.contains($0.lowercased()) } ?? false }
}
