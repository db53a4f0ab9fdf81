import Notes
import Testing

@Suite("The symptoms table is read by its headers")
struct SymptomTableTests {
    private func note(_ rows: String..., heading: String = "## Symptoms") -> Note {
        let lines = [rows[0], String(rows[0].map { $0 == "|" ? "|" : "-" })] + rows.dropFirst()
        return Note.sample("---\ntitle: T\n---\n\(heading)\n\n\(lines.joined(separator: "\n"))\n")
    }

    private func symptoms(_ note: Note) -> [String] {
        note.symptoms.map { "\($0.id)|\($0.description.full)|\($0.impact.full)|\($0.urgency?.rawValue ?? "-")" }
    }

    private func ownFaults(_ note: Note) -> [String] {
        note.faults.filter { !$0.contains("symptom-without") }
    }

    @Test(
        "in either language and any order",
        arguments: [
            ["| # | Symptom | Impact | Urgency |", "| S1 | slow | late | High |"],
            ["| # | 症狀 | 影響 | 緊急度 |", "| S1 | slow | late | 高 |"],
            ["| # | 症状 | 影响 | 紧急度 |", "| S1 | slow | late | 高 |"],
            ["| Urgency | Impact | Symptom | ID |", "| high | late | slow | s1 |"],
            ["| 緊急度 / Urgency | Symptom / 症狀 | Effect | No. |", "| **High** | slow | late | 1 |"],
            ["| ID | Owner | Description | Severity | Notes | 影響 |", "| S1 | me | slow | High | x | late |"],
            ["| 編號 | 現象 | 後果 | 優先級 |", "| S1 | slow | late | 🟠 高 |"],
            ["| `#` | **Symptom** | *Impact* | Urgency |", "| S1 | `slow` | late | HIGH |"],
        ])
    func columns(_ rows: [String]) {
        #expect(symptoms(note(rows[0], rows[1])) == ["S1|slow|late|high"])
    }

    @Test("without a column of ids the rows are numbered")
    func withoutIDs() {
        let read = note("| Symptom | Urgency |", "| slow | low |", "| stuck | 致命 |")
        #expect(symptoms(read) == ["S1|slow||low", "S2|stuck||critical"])
    }

    @Test("without a column of urgencies there are none, and nothing to say of that")
    func withoutUrgency() {
        let read = note("| # | Symptom |", "| S1 | slow |")
        #expect(symptoms(read) == ["S1|slow||-"])
        #expect(ownFaults(read) == [])
    }

    @Test("an urgency that is not known is named", arguments: ["", "soon", "P1"])
    func unknownUrgency(_ word: String) {
        let read = note("| # | Symptom | Urgency |", "| S1 | slow | \(word) |")
        #expect(symptoms(read) == ["S1|slow||-"])
        #expect(ownFaults(read) == ["8:1 symptom-urgency"])
    }

    @Test("an id that stands twice is named, and the first row counts")
    func duplicates() {
        let read = note("| # | Symptom |", "| S1 | slow |", "| s1 | stuck |", "| 1 | gone |", "| S2 | full |")
        #expect(symptoms(read) == ["S1|slow||-", "S2|full||-"])
        #expect(ownFaults(read) == ["9:1 symptom-duplicate", "10:1 symptom-duplicate"])
    }

    @Test("short rows, rows without id or description, and surplus cells do no harm")
    func shortRows() {
        let read = note(
            "| # | Symptom | Impact | Urgency |", "| S1 | slow |", "| S2 |", "|  | nameless | x | low |",
            "| S3 | a | b | low | surplus |")
        #expect(symptoms(read) == ["S1|slow||-", "S3|a|b|low"])
    }

    @Test("a pipe inside a cell belongs to it")
    func pipes() {
        #expect(symptoms(note("| # | Symptom |", "| S1 | a \\| b |")) == ["S1|a | b||-"])
    }

    @Test("only the first such table under a heading of symptoms counts")
    func place() {
        let table = "| # | Symptom |\n|---|---|\n| S1 | slow |\n"
        #expect(Note.sample("## Background\n\n" + table).symptoms.isEmpty)
        #expect(Note.sample("## Symptoms\n\n### Known ones\n\n" + table).symptoms.count == 1)
        #expect(Note.sample("## Symptoms\n\n## Other\n\n" + table).symptoms.isEmpty)
        #expect(Note.sample("## Symptoms\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n" + table).symptoms.count == 1)
        #expect(Note.sample("## Symptoms\n\n\(table)\n\(table)").symptoms.count == 1)
    }

    @Test("what is struck through counts only where nothing else stands")
    func struck() {
        let read = note("| # | Symptom | Urgency |", "| ~~S1~~ | ~~old~~ slow | ~~Critical~~ Low |")
        #expect(symptoms(read) == ["S1|slow||low"])
    }

    @Test(
        "an urgency is the first level that is named and not denied",
        arguments: [
            ("非緊急", nil), ("Not critical", nil), ("non-critical", nil), ("not very high", nil), ("不嚴重", nil),
            ("不太緊急", nil),
            ("slow", nil), ("緊急度", nil), ("緊急度：低", Urgency.low), ("Severity: low", .low), ("Low (was critical)", .low),
            ("非緊急，低", .low), ("非常緊急", .critical), ("🔴 Critical", .critical), ("High/Critical", .high), ("最高", .high),
            ("嚴重程度中等", .medium),
        ])
    func levels(_ word: String, _ urgency: Urgency?) {
        #expect(Urgency(word) == urgency)
    }

    @Test(
        "urgencies are ordered, the most urgent first",
        arguments: [
            ("Critical", Urgency.critical), ("緊急", .critical), ("严重", .critical), ("高", .high), ("Moderate", .medium),
            ("中", .medium), ("low", .low), ("輕微", .low),
        ])
    func urgencies(_ word: String, _ urgency: Urgency) {
        #expect(Urgency(word) == urgency)
        #expect(Urgency(rank: urgency.rank) == urgency)
        #expect(Urgency.allCases.sorted() == [.critical, .high, .medium, .low])
    }

    @Test("a symptom of a heading that the table does not have is named")
    func unknown() {
        let read = Note.sample(
            "---\ntitle: T\n---\n## Symptoms\n\n| # | Symptom |\n|---|---|\n| S1 | slow |\n\n## Detection\n\n### S1, S7: both\n\n```sh\nx\n```\n\n## Resolution\n\n### S1\n"
        )
        #expect(ownFaults(read) == ["12:1 symptom-unknown"])
        #expect(read.commands.map(\.symptoms) == [["S1"]])
    }

    @Test("fifty thousand rows are read in one go")
    func flood() {
        let rows = (1...50_000).map { "| S\($0) | d | High |" }.joined(separator: "\n")
        let read = Note.sample("## Symptoms\n\n| # | Symptom | Urgency |\n|---|---|---|\n\(rows)\n")
        // An id has four digits at most.
        #expect(read.symptoms.count == 9_999)
        #expect(read.symptoms.last?.line == 5 + 9_999 - 1)
    }
}
