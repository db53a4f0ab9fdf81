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
            let (condition, values) = Self.condition(filter, today: today)
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

    /// Whether a row of the full-text table is a section of a note: these are stored one after the other, so that FTS5 looks
    /// at a range only.
    static let isOfNote = """
        text.rowid BETWEEN (SELECT first.id FROM section AS first WHERE first.note = note.id ORDER BY ordinal LIMIT 1)
            AND (SELECT last.id FROM section AS last WHERE last.note = note.id ORDER BY ordinal DESC LIMIT 1)
        """

    var isEmpty: Bool { conditions.isEmpty }

    /// Begins with AND, to stand behind another condition; empty when there is no filter.
    var condition: String { conditions.map { "AND " + $0 }.joined(separator: " ") }

    private static func condition(
        _ filter: SearchQuery.Filter, today: CalendarDate
    ) -> (String, [(any DatabaseValueConvertible)?]) {
        let value = filter.value
        switch filter.key {
        case "series": return ("note.series = ? COLLATE NOCASE", [value])
        case "chapter": return ("note.chapter = ? COLLATE NOCASE", [value])
        case "status":
            // A note that says nothing of its status is active.
            return ("coalesce(note.status, 'active') = ? COLLATE NOCASE", [value])
        case "path": return ("instr(lower(note.path), ?) > 0", [value.lowercased()])
        case "id": return ("note.name = ? COLLATE NOCASE", [value])
        case "lang": return language(value)
        case "symptom":
            return ("instr(' ' || section.symptoms || ' ', ?) > 0", [" \(value.uppercased()) "])
        case "urgency":
            return (
                """
                EXISTS (SELECT 1 FROM symptom WHERE symptom.note = note.id AND symptom.urgency = ?
                    AND instr(' ' || section.symptoms || ' ', ' ' || symptom.symptom || ' ') > 0)
                """,
                [Urgency(value)?.rank ?? -1]
            )
        case "has": return has(value)
        case "link":
            return (
                "EXISTS (SELECT 1 FROM link WHERE link.note = note.id AND link.key = ?)", [NoteRows.key(value)]
            )
        case "due": return dates("note.next_review", value, today: today, defaultsToUntil: true)
        case "updated": return dates("note.updated", value, today: today, defaultsToUntil: false)
        case "created": return dates("note.created", value, today: today, defaultsToUntil: false)
        default:
            return (
                "EXISTS (SELECT 1 FROM field WHERE field.note = note.id AND field.key = ? AND field.value = ?)",
                [filter.key, value]
            )
        }
    }

    private static func has(_ value: String) -> (String, [(any DatabaseValueConvertible)?]) {
        switch value.lowercased() {
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

    /// Chinese text is told by its characters; a bilingual note counts as both.
    private static func language(_ value: String) -> (String, [(any DatabaseValueConvertible)?]) {
        let value = value.lowercased()
        let column = value.hasPrefix("zh") || value == "中文" ? "note.has_chinese" : "note.has_english"
        return (column, [])
    }

    /// `2026-03-01`, `2026-01-01..2026-02-01`, `..today`, `2w..`.
    private static func dates(
        _ column: String, _ value: String, today: CalendarDate, defaultsToUntil: Bool
    ) -> (String, [(any DatabaseValueConvertible)?]) {
        if let range = value.firstRange(of: "..") {
            let from = day(value[..<range.lowerBound], today: today)
            let until = day(value[range.upperBound...], today: today)
            return (
                "\(column) BETWEEN ? AND ?", [from?.daysSinceEpoch ?? Int.min, until?.daysSinceEpoch ?? Int.max]
            )
        }
        guard let date = day(value[...], today: today) else { return ("0", []) }
        return (defaultsToUntil ? "\(column) <= ?" : "\(column) = ?", [date.daysSinceEpoch])
    }

    /// A date, `today`, or a time from now: `2w` is two weeks ago, `+7d` in seven days.
    private static func day(_ text: Substring, today: CalendarDate) -> CalendarDate? {
        switch text.lowercased() {
        case "": return nil
        case "today", "今天", "今日": return today
        case "yesterday", "昨天": return today.adding(days: -1)
        case "tomorrow", "明天": return today.adding(days: 1)
        default: break
        }
        if let date = CalendarDate(text) { return date }
        let isLater = text.hasPrefix("+")
        guard let unit = text.last, let number = Int(text.dropFirst(isLater ? 1 : 0).dropLast()),
            (0...100_000).contains(number),
            let days = ["d": 1, "w": 7, "m": 30, "y": 365][unit.lowercased()]
        else { return nil }
        return today.adding(days: isLater ? number * days : -number * days)
    }
}
