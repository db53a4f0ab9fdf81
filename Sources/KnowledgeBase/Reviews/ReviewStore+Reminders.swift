import Index
package import Journal
import Notes
package import Review

/// What is due, as a person is reminded of it.
extension ReviewStore {
    /// What is due today, by what the journal knows a reminder by, in the order of review.
    package func remindable() throws -> [(key: ReminderKey, row: DueRow)] {
        try due().map { (ReminderKey(note: $0.entry.logName, due: $0.due.due.description), $0) }
    }

    /// The message about notes that have newly fallen due.
    ///
    /// - Parameters:
    ///   - rows: what the message is about.
    ///   - others: how many more are due, of which the person was told before.
    ///   - site: where the pages are; nil where nobody said.
    package func digest(
        _ rows: [DueRow], others: Int, site: String?, _ sentences: ReviewSentences
    ) throws -> ReminderDigest {
        let addresses = NoteAddresses(sharedIDs: try base.ask { try $0.sharedIDs() })
        let site = site?.withoutEndingSlashes
        let lines = rows.prefix(Self.mostLines).map { row in
            ReminderDigest.Line(
                title: row.entry.title,
                reasons: ([sentences.lateness(row.due.daysOverdue)] + sentences.reasons(row.due))
                    .joined(separator: " · "),
                url: site.map { $0 + addresses.review(ofNoteAt: row.path) })
        }
        let left = rows.count - lines.count + others
        return ReminderDigest(
            subject: sentences.reminderSubject(rows.count), lines: lines, closing: sentences.reminderClosing(left))
    }

    /// A message of more would not be read.
    private static let mostLines = 20
}
