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
    let heading: String
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

    static let columns = """
        section.id, note.id AS note_id, note.name, note.path, note.title, note.names, section.heading,
        section.headings, CASE section.ordinal WHEN 0 THEN note.fields ELSE '' END AS fields, section.body,
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
        heading = row[6]
        headings = row[7]
        fields = row[8]
        body = row[9]
        code = row[10]
        anchor = row[11]
        line = row[12]
        ordinal = row[13]
        symptoms = row[14]
        status = row[15]
        nextReview = row[16]
        parallel = row[17]
        hasChinese = row[18]
        endLine = row[19]
        role = (row[20] as String?).flatMap { SectionRole(rawValue: $0) }
    }
}
