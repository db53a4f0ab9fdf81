package import Journal

/// A query that nothing answered. Keys: `query`, `count` (how often), `last_asked` (RFC 3339, UTC).
package struct UnansweredRow: Row {
    /// As the journal has it.
    package let query: UnansweredQuery

    /// The row of a query, which belongs to no note.
    package init(_ query: UnansweredQuery) {
        self.query = query
    }

    /// It has none: what is listed is the query itself.
    package var path: String { query.text }

    package var object: JSONObject {
        [
            "query": .text(query.text), "count": .integer(query.count),
            "last_asked": .text(RowTime.text(query.last)),
        ]
    }
}
