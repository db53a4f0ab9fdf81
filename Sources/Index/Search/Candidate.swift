import GRDB
import Notes

/// A section that may answer a query, with the texts that its rank is judged by.
struct Candidate: Sendable {
    let id: Int64
    let noteID: Int64
    let note: String
    let path: String
    let title: String
    /// Title, id and aliases, a line each.
    let names: String
    /// Its own heading first, then those above it, a line each.
    let headings: String
    let fields: String
    let body: String
    let code: String
    let anchor: String
    let line: Int
    let endLine: Int
    let ordinal: Int
    let symptoms: String
    let status: String?
    let nextReview: Int?
    /// The path with its language left open; nil when it names none.
    let parallel: String?
    let hasChinese: Bool
    let role: SectionRole?

    var heading: String { headings.firstLine }

    static let columns = """
        section.id, note.id AS note_id, note.name, note.path, note.title, note.names, section.headings,
        CASE section.ordinal WHEN 0 THEN note.fields ELSE '' END AS fields, section.body,
        section.code, section.anchor, section.line, section.ordinal, section.symptoms, note.status, \(Schema.dueDay),
        note.parallel, note.has_chinese, section.end_line,
        section.role
        """

    init(_ row: Row) {
        id = row[0]
        noteID = row[1]
        note = row[2]
        path = row[3]
        title = row[4]
        names = row[5]
        headings = row[6]
        fields = row[7]
        body = row[8]
        code = row[9]
        anchor = row[10]
        line = row[11]
        ordinal = row[12]
        symptoms = row[13]
        status = row[14]
        nextReview = row[15]
        parallel = row[16]
        hasChinese = row[17]
        endLine = row[18]
        role = (row[19] as String?).flatMap { SectionRole(rawValue: $0) }
    }
}

extension String {
    /// As SQLite tells it, which knows a line feed only.
    fileprivate var firstLine: String { String(decoding: utf8.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self) }
}
