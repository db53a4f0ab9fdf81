/// The YAML block at the head of a note: every field in the order of writing, the known ones read into their types.
package struct FrontMatter: Sendable, Equatable {
    /// A value of YAML with its scalars as text, as written.
    package indirect enum Value: Sendable, Equatable {
        case scalar(String)
        case list([Value])
        case mapping([Field])
        case null
    }

    /// A key with its value and where the key stands in the file.
    package struct Field: Sendable, Equatable {
        /// As written, without quotes. One that is written twice stands here twice.
        package var key: String
        /// What stands under the key; `null` for a key with nothing after it.
        package var value: Value
        /// 1-based.
        package var line: Int
        /// 1-based, in characters.
        package var column: Int

        /// A field at its place; both numbers are 1-based.
        package init(key: String, value: Value, line: Int, column: Int) {
            self.key = key
            self.value = value
            self.line = line
            self.column = column
        }
    }

    /// Every field, known or not, in the order of writing.
    package var fields: [Field]

    /// Without fields it is that of a note that has none.
    package init(fields: [Field] = []) {
        self.fields = fields
    }

    /// The value of a field; of a doubled key the first.
    package subscript(key: String) -> Value? {
        fields.first { $0.key == key }?.value
    }

    /// A field's text when it is a scalar that is not blank.
    package func text(_ key: String) -> String? {
        guard case .scalar(let text)? = self[key], !text.trimmingSpaces().isEmpty else { return nil }
        return text
    }

    /// A field's texts: of a list its scalars, of one scalar its parts between commas. Empty ones are left out.
    package func texts(_ key: String) -> [String] {
        let parts: [String] =
            switch self[key] {
            case .scalar(let text)?: text.split(separator: ",").map { $0.trimmingSpaces() }
            case .list(let values)?:
                values.compactMap { if case .scalar(let text) = $0 { text.trimmingSpaces() } else { nil } }
            default: []
            }
        return parts.filter { !$0.isEmpty }
    }

    /// A field's day, with or without a time after it; nil where the text names none.
    package func date(_ key: String) -> CalendarDate? {
        text(key).flatMap { CalendarDate($0) }
    }
}

// The known fields, by the names of the design.
extension FrontMatter {
    /// As written, in one or both languages; `Note.title` says what stands in for a missing one.
    package var title: String? { text("title") }
    /// The field that the note belongs to; free text.
    package var domain: String? { text("domain") }
    /// The kind of note, such as `concept`; free text.
    package var category: String? { text("category") }
    /// In the order of writing, empty where there are none.
    package var tags: [String] { texts("tags") }
    /// Further names by which links may call the note; empty where there are none.
    package var aliases: [String] { texts("aliases") }
    /// The day the note was begun, by its author's word; nil where it is missing or names no day.
    package var created: CalendarDate? { date("created") }
    /// The day of the last change, by its author's word, never by the file's; nil where it is missing or names no day.
    package var updated: CalendarDate? { date("updated") }
    /// As written: `active`, `draft`, `archived` are known; others are kept as they are.
    package var status: String? { text("status") }
    /// The series that the note is a chapter of; names are compared folded, as words of a search are.
    package var series: String? { text("series") }
    /// The place in the series; text, so that `2a` and `10.1` may be chapters, in natural order.
    package var chapter: String? { text("chapter") }
    /// How much the note asks of its reader; free text.
    package var level: String? { text("level") }
    /// Who answers for the note; free text.
    package var owner: String? { text("owner") }
    /// Whole days, at least 1.
    package var reviewIntervalDays: Int? {
        text("review_interval_days").flatMap { Int($0) }.flatMap { (1...36_500).contains($0) ? $0 : nil }
    }
    /// The day of the next review, which kb writes; nil where it is missing or names no day.
    package var nextReview: CalendarDate? { date("next_review") }
}

extension FrontMatter.Value {
    /// All scalars inside, keys of mappings included, in order: what a search over unknown fields sees.
    package var scalars: [String] {
        switch self {
        case .scalar(let text): [text]
        case .list(let values): values.flatMap(\.scalars)
        case .mapping(let fields): fields.flatMap { [$0.key] + $0.value.scalars }
        case .null: []
        }
    }
}
