import GRDB
package import Notes

extension IndexDatabase {
    /// What is wrong with some filters: a date that can't be read, a value that no note has.
    ///
    /// - Parameter today: the day that relative dates count from.
    package func faults(of filters: [SearchQuery.Filter], today: CalendarDate) throws -> [SearchAnswer.Change] {
        guard !filters.isEmpty else { return [] }
        return try writer.read { db in
            let faults = FilterFaults(db: db, filters: filters, today: today)
            return try faults.unreadable + faults.unmet()
        }
    }
}

/// Why filters choose nothing.
struct FilterFaults {
    let db: Database
    let filters: [SearchQuery.Filter]
    let today: CalendarDate

    /// Filters by dates of which one can't be read, each with that one.
    var unreadable: [SearchAnswer.Change] {
        filters.compactMap { filter in
            filter.unreadableDate(today: today).map {
                .init(kind: .unreadable, word: filter.text, replacements: [$0])
            }
        }
    }

    /// The filters that no note meets, whatever words stand beside them, with the values that may have been meant. That
    /// nothing falls into some days is no fault.
    func unmet() throws -> [SearchAnswer.Change] {
        try filters.filter { !$0.isExcluded && !$0.isOfDates }.compactMap { filter in
            let alone = FilterSQL([filter], today: today)
            let isMet = try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM \(alone.tables) WHERE 1 \(alone.condition))
                        """),
                arguments: alone.arguments)
            return isMet == true
                ? nil : .init(kind: .unmet, word: filter.text, replacements: try near(filter))
        }
    }

    /// More values than this are not compared.
    private static let mostCompared = 5_000
    /// So few are all named, where none is near.
    private static let fewValues = 6
    private static let mostNamed = 3

    /// The values that somebody may have meant who asked for one that no note has, the nearest first; where none is near, all
    /// of them if they are few.
    private func near(_ filter: SearchQuery.Filter) throws -> [String] {
        let key = NoteRows.key(filter.value)
        let values = try known(filter.key).map { (text: $0, key: NoteRows.key($0)) }.filter { $0.key != key }
        let wanted = Array(key.utf8)
        let most = max(1, min(wanted.count / 4, 3))
        var measure = EditDistance()
        let near = values.compactMap { value -> (value: String, distance: Int)? in
            if let distance = measure.distance(wanted, Array(value.key.utf8), limit: most) {
                return (value.text, distance)
            }
            return value.key.contains(key) ? (value.text, most + 1) : nil
        }
        guard !near.isEmpty else { return values.count > Self.fewValues ? [] : values.map(\.text) }
        return near.sorted { ($0.distance, $0.value) < ($1.distance, $1.value) }.prefix(Self.mostNamed).map(\.value)
    }

    /// The values that the notes have for a filter.
    private func known(_ key: String) throws -> [String] {
        let fields = "SELECT DISTINCT \(Schema.writtenValue) FROM field WHERE key = ?1"
        func values(_ sql: String, _ arguments: StatementArguments = []) throws -> [String] {
            try String.fetchAll(
                db.cachedStatement(sql: sql + " ORDER BY 1 LIMIT \(Self.mostCompared)"), arguments: arguments)
        }
        switch key {
        case "urgency":
            return try Int.fetchAll(
                db.cachedStatement(sql: "SELECT DISTINCT urgency FROM symptom WHERE urgency IS NOT NULL ORDER BY 1")
            ).compactMap { Urgency(rank: $0)?.rawValue }
        case "symptom": return try values("SELECT DISTINCT symptom FROM symptom")
        case "has":
            let languages = try String.fetchAll(db.cachedStatement(sql: "SELECT DISTINCT languages FROM symptom"))
            return ["runbook", "code", "finding"]
                + Set(languages.flatMap { $0.split(separator: "\n").map(String.init) }).sorted()
        case "lang": return try ["en", "zh"] + values(fields, [key])
        case "status": return try Set(["active"] + values(fields, [key])).sorted()
        case "id": return try values("SELECT DISTINCT key FROM name WHERE rank = 0")
        case "link": return try values("SELECT DISTINCT key FROM link WHERE key NOT LIKE '/%'")
        case "path": return []
        default: return try values(fields, [key])
        }
    }
}

extension SearchQuery.Filter {
    /// As it is written.
    fileprivate var text: String { "\(word):\(value)" }
}
