import GRDB
import Notes

/// The filters of a query as conditions on the tables `section` and `note`.
struct FilterSQL {
    private(set) var conditions: [String] = []
    private(set) var arguments = StatementArguments()
    /// Whether a filter is about sections, not whole notes.
    private(set) var isAboutSections = false
    let exclusion: QueryTerms.Exclusion?

    /// - Parameters:
    ///   - exclusion: what no section of a note may match.
    ///   - today: the day that relative dates count from.
    init(_ filters: [SearchQuery.Filter], excluding exclusion: QueryTerms.Exclusion? = nil, today: CalendarDate) {
        for filter in filters {
            let ways = filter.ways.map { Self.condition($0, today: today) }
            let condition = ways.map(\.0).joined(separator: " OR ")
            let values = ways.flatMap(\.1)
            if filter.key == "symptom" || filter.key == "urgency" || filter.key == "has" { isAboutSections = true }
            // What a note says nothing of is null, and so would be its negation.
            conditions.append(filter.isExcluded ? "NOT coalesce((\(condition)), 0)" : "(\(condition))")
            arguments += StatementArguments(values)
        }
        self.exclusion = exclusion
        guard let exclusion else { return }
        // Behind all other conditions: those that are found may be far fewer than those that hold a word.
        conditions.append(
            exclusion.isAskedOfEach
                ? "NOT EXISTS (SELECT 1 FROM text WHERE text MATCH ? AND \(Self.isOfNote))"
                : """
                note.id NOT IN (SELECT section.note FROM text JOIN section ON section.id = text.rowid WHERE text MATCH ?)
                """)
        arguments += [exclusion.expression]
    }

    /// Whether a row of the full-text table is a section of a note: FTS5 looks at a range only.
    static let isOfNote = "text.rowid BETWEEN note.first_section AND note.last_section"

    /// The tables that must be asked: not that of the sections, which is long, unless a filter is about them.
    var tables: String { isAboutSections ? "section JOIN note ON note.id = section.note" : "note" }

    var isEmpty: Bool { conditions.isEmpty }

    /// Whether there are filters, and all of them can be asked of a note without its sections.
    var isAboutNotes: Bool { !isEmpty && !isAboutSections && exclusion == nil }

    /// Begins with AND, to stand behind another condition; empty when there is no filter.
    var condition: String { conditions.map { "AND " + $0 }.joined(separator: " ") }

    private static func condition(
        _ filter: SearchQuery.Filter, today: CalendarDate
    ) -> (String, [(any DatabaseValueConvertible)?]) {
        // What people read stays as it is written; it is compared as searched words are.
        let value = NoteRows.key(filter.value)
        switch filter.key {
        case "status":
            // A note that says nothing of its status is active.
            return ("\(field) OR (note.status IS NULL AND ? = 'active')", ["status", value, value])
        case "path": return ("instr(lower(coalesce(note.folded_path, note.path)), ?) > 0", [value])
        case "id": return ("EXISTS (SELECT 1 FROM name WHERE key = ? AND rank = 0 AND name.note = note.id)", [value])
        case "lang": return language(value).map { ($0, []) } ?? (field, [filter.key, value])
        case "symptom":
            return ("instr(' ' || section.symptoms || ' ', ?) > 0", [" \(value.uppercased()) "])
        case "urgency":
            return (
                """
                EXISTS (SELECT 1 FROM symptom WHERE symptom.note = note.id AND symptom.urgency = ?
                    AND instr(' ' || section.symptoms || ' ', ' ' || symptom.symptom || ' ') > 0)
                """,
                [(Urgency(filter.value) ?? Urgency(value))?.rank ?? -1]
            )
        case "has": return has(value)
        case "link":
            return (
                """
                EXISTS (SELECT 1 FROM link WHERE link.note = note.id AND (link.key = ? OR link.key IN (
                    SELECT other.key FROM name AS own JOIN name AS other USING (note) WHERE own.key IN (?, ?))))
                """,
                [value, value, NoteRows.key(ofPath: filter.value)]
            )
        case "due":
            let (condition, days) = dates(Schema.dueDay, filter.value, today: today, includesEarlier: true)
            return ("\(condition) AND NOT (\(Schema.isPaused))", days)
        case "updated": return dates("note.updated", filter.value, today: today, includesEarlier: false)
        case "created": return dates("note.created", filter.value, today: today, includesEarlier: false)
        default: return (field, [filter.key, value])
        }
    }

    /// Whether a note has a front matter field of a name with a value.
    private static let field = """
        EXISTS (
            SELECT 1 FROM field WHERE field.key = ? AND field.value = ? AND field.note = note.id)
        """

    private static func has(_ value: String) -> (String, [(any DatabaseValueConvertible)?]) {
        switch value {
        case "symptom", "symptoms", "runbook": ("note.is_runbook", [])
        case "code": ("section.code != ''", [])
        case "finding", "findings": ("EXISTS (SELECT 1 FROM finding WHERE finding.note = note.id)", [])
        case let language:
            (
                """
                EXISTS (SELECT 1 FROM symptom WHERE symptom.note = note.id
                    AND instr(char(10) || symptom.languages || char(10), ?) > 0)
                """,
                ["\n\(language)\n"]
            )
        }
    }

    /// The two languages are told by the characters of the text, and a bilingual note counts as both; nil for another one,
    /// which only the front matter can name.
    private static func language(_ value: String) -> String? {
        switch value {
        case _ where value.hasPrefix("zh"), "chinese", "中文": "note.has_chinese"
        case _ where value.hasPrefix("en"), "英文": "note.has_english"
        default: nil
        }
    }

    /// Nothing where a date can't be read.
    private static func dates(
        _ column: String, _ value: String, today: CalendarDate, includesEarlier: Bool
    ) -> (String, [(any DatabaseValueConvertible)?]) {
        guard let range = try? DayRange(value, includesEarlier: includesEarlier, today: today) else { return ("0", []) }
        return ("\(column) BETWEEN ? AND ?", [range.first, range.last])
    }
}
