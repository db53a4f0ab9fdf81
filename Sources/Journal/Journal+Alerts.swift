package import Detection
import Foundation
import GRDB

extension Journal {
    /// How many episodes are kept of one notes folder, and of each how many labels or annotations and how many
    /// characters of one: what strangers send stays bounded.
    static let mostAlerts = 10_000
    static let mostLabels = 64
    static let longestText = 2_000

    /// Takes what a webhook says of alerts; the same said again changes nothing but when it was last heard.
    ///
    /// - Parameters:
    ///   - notes: the notes folder that is served.
    ///   - now: seconds since 1970 at which the webhook came.
    /// - Returns: what is new, in the order of the alerts.
    package func record(
        _ alerts: [Webhook.Alert], notes: String, now: Double
    ) throws -> [AlertEpisode.Change] {
        try database.write { db in
            let changes = try alerts.map { alert in
                let known = try Row.fetchOne(
                    db, sql: "SELECT * FROM alert WHERE notes = ? AND fingerprint = ? ORDER BY starts DESC LIMIT 1",
                    arguments: [notes, alert.fingerprint]
                ).map(Self.episode)
                let (episode, change) = AlertEpisode.after(alert, known: known, now: now)
                if change != .outdated { try Self.store(episode, notes: notes, db) }
                return change
            }
            try db.execute(
                sql: """
                    DELETE FROM alert WHERE notes = ?1 AND (fingerprint, starts) NOT IN
                        (SELECT fingerprint, starts FROM alert WHERE notes = ?1
                        ORDER BY ends IS NULL DESC, seen DESC, starts DESC, fingerprint LIMIT ?2)
                    """, arguments: [notes, Self.mostAlerts])
            return changes
        }
    }

    /// The alerts of a notes folder that go on, the newest first.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - patience: seconds without a word after which an alert counts as over.
    package func activeAlerts(notes: String, now: Double, patience: Double) throws -> [AlertEpisode] {
        try database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM alert WHERE notes = ? AND ends IS NULL ORDER BY starts DESC, fingerprint",
                arguments: [notes]
            ).map(Self.episode).filter { $0.isAlerting(now: now, patience: patience) }
        }
    }

    /// The latest episodes of a notes folder, over or not, the newest first.
    package func alerts(notes: String, limit: Int) throws -> [AlertEpisode] {
        try database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM alert WHERE notes = ? ORDER BY starts DESC, fingerprint LIMIT ?",
                arguments: [notes, limit]
            ).map(Self.episode)
        }
    }

    private static func store(_ episode: AlertEpisode, notes: String, _ db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO alert VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                notes, episode.fingerprint, cut(episode.name),
                try json(episode.labels, keeping: "alertname"), try json(episode.annotations, keeping: "runbook_url"),
                cut(episode.generatorURL), episode.startsAt, episode.endsAt,
                episode.lastSeen,
            ])
        // Its end was never told, and it has begun anew.
        try db.execute(
            sql: "UPDATE alert SET ends = ?1 WHERE notes = ?2 AND fingerprint = ?3 AND starts < ?1 AND ends IS NULL",
            arguments: [episode.startsAt, notes, episode.fingerprint])
    }

    private static func json(_ texts: [String: String], keeping first: String) throws -> String {
        let kept = texts.sorted { ($0.key == first ? 0 : 1, $0.key) < ($1.key == first ? 0 : 1, $1.key) }.prefix(
            mostLabels
        )
        .map { (cut($0.key), cut($0.value)) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(
            decoding: try encoder.encode(Dictionary(kept, uniquingKeysWith: { first, _ in first })), as: UTF8.self)
    }

    private static func cut(_ text: String) -> String { String(text.unicodeScalars.prefix(longestText)) }

    private static func episode(_ row: Row) -> AlertEpisode {
        func texts(_ column: String) -> [String: String] {
            (try? JSONDecoder().decode([String: String].self, from: Data((row[column] as String).utf8))) ?? [:]
        }
        return AlertEpisode(
            fingerprint: row["fingerprint"], name: row["name"], labels: texts("labels"),
            annotations: texts("annotations"), generatorURL: row["generator"], startsAt: row["starts"],
            endsAt: row["ends"], lastSeen: row["seen"])
    }
}
