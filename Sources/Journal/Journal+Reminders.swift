import GRDB

/// Reminders are claimed before they are sent. Whoever is killed in between has sent them or not, and nobody can tell: a
/// claim is therefore never given out again, and one that was never settled is told of instead, once.
extension Journal {
    /// Claims what nobody has claimed yet for a channel, in one transaction: of two timers at once one gets each reminder.
    ///
    /// - Parameters:
    ///   - notes: the notes folder.
    ///   - channel: where it is sent, such as an address.
    ///   - now: seconds since 1970.
    /// - Returns: what is to be sent now, in the order given.
    package func claimReminders(
        _ keys: [ReminderKey], notes: String, channel: String, now: Double
    ) throws -> [ReminderKey] {
        try database.write { db in
            try keys.filter { key in
                try db.execute(
                    sql: """
                        INSERT OR IGNORE INTO reminder (notes, channel, note, due, claimed) VALUES (?, ?, ?, ?, ?)
                        """,
                    arguments: [notes, channel, key.note, key.due, now])
                guard db.changesCount == 1 else { return false }
                // What was doubted or told of was another claim.
                try db.execute(
                    sql: "DELETE FROM reminder_doubt WHERE notes = ? AND channel = ? AND note = ? AND due = ?",
                    arguments: [notes, channel, key.note, key.due])
                return true
            }
        }
    }

    /// Which of these would be claimed now; for a look without a claim.
    package func unclaimedReminders(
        _ keys: [ReminderKey], notes: String, channel: String
    ) throws -> [ReminderKey] {
        try database.read { db in
            try keys.filter { key in
                try Int.fetchOne(
                    db, sql: "SELECT 1 FROM reminder WHERE notes = ? AND channel = ? AND note = ? AND due = ?",
                    arguments: [notes, channel, key.note, key.due]) == nil
            }
        }
    }

    /// Notes that claimed reminders were sent.
    package func settleReminders(_ keys: [ReminderKey], notes: String, channel: String, now: Double) throws {
        try database.write { db in
            for key in keys {
                try db.execute(
                    sql: "UPDATE reminder SET sent = ? WHERE notes = ? AND channel = ? AND note = ? AND due = ?",
                    arguments: [now, notes, channel, key.note, key.due])
            }
        }
    }

    /// Gives claims back that were surely not sent, so that they are tried again.
    package func releaseReminders(_ keys: [ReminderKey], notes: String, channel: String) throws {
        try database.write { db in
            for key in keys {
                try db.execute(
                    sql: """
                        DELETE FROM reminder
                        WHERE notes = ? AND channel = ? AND note = ? AND due = ? AND sent IS NULL
                        """, arguments: [notes, channel, key.note, key.due])
            }
        }
    }

    /// Notes that claimed reminders were handed over, and that nobody knows whether they arrived.
    package func doubtReminders(_ keys: [ReminderKey], notes: String, channel: String) throws {
        try database.write { db in
            for key in keys {
                try db.execute(
                    sql: """
                        INSERT OR IGNORE INTO reminder_doubt (notes, channel, note, due, is_uncertain)
                        VALUES (?, ?, ?, ?, 1)
                        """, arguments: [notes, channel, key.note, key.due])
            }
        }
    }

    /// Notes that a person was told of reminders that may not have arrived, so that they are told of once.
    package func tellReminders(_ keys: [ReminderKey], notes: String, channel: String, now: Double) throws {
        try database.write { db in
            for key in keys {
                try db.execute(
                    sql: """
                        INSERT INTO reminder_doubt (notes, channel, note, due, is_uncertain, told)
                        VALUES (?1, ?2, ?3, ?4, 0, ?5)
                        ON CONFLICT DO UPDATE SET told = ?5
                        """, arguments: [notes, channel, key.note, key.due, now])
            }
        }
    }

    /// Reminders that were claimed before a moment, never settled, and of which nobody was told: whether they arrived is
    /// not known.
    package func unsettledReminders(notes: String, channel: String, before: Double) throws -> [UnsettledReminder] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT note, due, coalesce(is_uncertain, 0)
                    FROM reminder LEFT JOIN reminder_doubt USING (notes, channel, note, due)
                    WHERE notes = ? AND channel = ? AND sent IS NULL AND claimed < ? AND told IS NULL
                    ORDER BY due, note
                    """, arguments: [notes, channel, before]
            ).map { UnsettledReminder(key: ReminderKey(note: $0[0], due: $0[1]), isUncertain: $0[2]) }
        }
    }
}
