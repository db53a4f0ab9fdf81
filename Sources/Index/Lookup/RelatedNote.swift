import Foundation
import GRDB

/// A note that another has much in common with.
package struct RelatedNote: Sendable, Equatable {
    /// The other note.
    package var note: NoteSummary
    /// The tags that both have, the rarest first.
    package var sharedTags: [String]
}

extension IndexDatabase {
    /// The fields in which notes can be alike, with what one value in common weighs.
    private static let relatingFields: [(key: String, weight: Double)] = [("tags", 3), ("category", 2), ("series", 1)]
    /// A value that more notes share says nothing of any of them.
    private static let mostSharing = 500

    /// The notes most like a note by tags, category and series; a rare value counts for more than a common one. Its
    /// translations are not among them, nor is what differs from it in all of this.
    package func related(toNoteAt path: String, limit: Int) throws -> [RelatedNote] {
        try writer.read { db in
            guard
                let (id, parallel) = try Row.fetchOne(
                    db, sql: "SELECT id, parallel FROM note WHERE path = ?", arguments: [path]
                ).map({ ($0[0] as Int64, $0[1] as String?) })
            else { return [] }
            var scores: [Int64: Double] = [:]
            var tags: [Int64: [(weight: Double, tag: String)]] = [:]
            for (key, weight) in Self.relatingFields {
                let values = try Row.fetchAll(
                    db, sql: "SELECT value, \(Schema.writtenValue) FROM field WHERE note = ? AND key = ? LIMIT 64",
                    arguments: [id, key]
                ).map { (value: $0[0] as String, text: $0[1] as String) }
                for (value, text) in values {
                    let others = try Int64.fetchAll(
                        db,
                        sql: """
                            SELECT DISTINCT note FROM field WHERE key = ? AND value = ? AND note != ? LIMIT ?
                            """, arguments: [key, value, id, Self.mostSharing + 1])
                    guard others.count <= Self.mostSharing else { continue }
                    let share = weight / log2(2 + Double(others.count))
                    for other in others {
                        scores[other, default: 0] += share
                        if key == "tags" { tags[other, default: []].append((share, text)) }
                    }
                }
            }
            // Twice as many as are wanted, since some of the best may be translations of the note.
            let best = scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit * 2)
            return try best.compactMap { other, _ in
                try Row.fetchOne(
                    db,
                    sql:
                        "SELECT \(NoteSummary.columns) FROM note WHERE id = ?1 AND (parallel IS NULL OR parallel IS NOT ?2)",
                    arguments: [other, parallel]
                ).map { row in
                    let shared = (tags[other] ?? []).sorted { ($1.weight, $0.tag) < ($0.weight, $1.tag) }
                    return RelatedNote(note: NoteSummary(row), sharedTags: shared.map(\.tag))
                }
            }.prefix(limit).map { $0 }
        }
    }
}
