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
            ["| 代號 ID | 症狀 Symptom | 影響（Impact） | 緊急度* |", "| S1 | slow | late | 高 |"],
            ["| No. | 代號 | Symptom | Impact | Urgency |", "| 7 | S1 | slow | late | High |"],
            ["| `#` | **Symptom** | *Impact* | Urgency |", "| S1 | `slow` | late | HIGH |"],
        ])
    func columns(_ rows: [String]) {
        #expect(symptoms(note(rows[0], rows[1])) == ["S1|slow|late|high"])
    }

    @Test(
        "a column that holds ids is that of the ids, whatever its header says",
        arguments: [
            ["| Code | Symptom | Impact | Severity |", "| S2 | stuck | | High |", "| S1 | slow | | Low |"],
            ["|  | 症狀 | 影響 | 緊急度 |", "| 2 | stuck | | High |", "| 1 | slow | | Low |"],
        ])
    func unnamedIDs(_ rows: [String]) {
        #expect(symptoms(note(rows[0], rows[1], rows[2])) == ["S2|stuck||high", "S1|slow||low"])
    }

    @Test("a column of other numbers is none of ids")
    func counts() {
        let read = note("| Symptom | Hosts | Urgency |", "| slow | 3 | low |", "| stuck | 2 | high |")
        #expect(symptoms(read) == ["S1|slow||low", "S2|stuck||high"])
    }

    @Test(
        "a row that gives no symptom is named",
        arguments: ["| S1a | x |", "| SYM-14 | x |", "|  | x |", "| S20 | ![](x.png) |", "| S21 | <br> |", "| S22 |"])
    func leftOut(_ row: String) {
        let read = note("| # | Symptom |", "| S1 | slow |", row, "| S2 | stuck |")
        #expect(read.symptoms.map(\.id) == ["S1", "S2"])
        #expect(ownFaults(read) == ["9:1 symptom-row"])
    }

    @Test("a blank row says nothing, and is not named")
    func blankRow() {
        #expect(ownFaults(note("| # | Symptom |", "| S1 | slow |", "|  |  |")) == [])
    }

    @Test("what is struck through counts only where nothing else stands")
    func struck() {
        let read = note("| # | Symptom | Urgency |", "| ~~S1~~ | ~~old~~ slow | ~~Critical~~ Low |")
        #expect(symptoms(read) == ["S1|slow||low"])
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

    @Test("all such tables under a heading of symptoms count")
    func place() {
        let table = "| # | Symptom |\n|---|---|\n| S1 | slow |\n"
        #expect(Note.sample("## Background\n\n" + table).symptoms.isEmpty)
        #expect(Note.sample("## Symptoms\n\n### Known ones\n\n" + table).symptoms.count == 1)
        #expect(Note.sample("## Symptoms\n\n## Other\n\n" + table).symptoms.isEmpty)
        #expect(Note.sample("## Symptoms\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n" + table).symptoms.count == 1)
        let second = table.replacing("S1", with: "S2")
        #expect(Note.sample("## Symptoms\n\n\(table)\n\(second)").symptoms.map(\.id) == ["S1", "S2"])
        #expect(Note.sample("## Symptoms\n\n\(table)\n### Rare ones\n\n\(second)").symptoms.count == 2)
        #expect(Note.sample("## Symptoms\n\n\(table)\n### S1: slow\n\n\(second)").symptoms.count == 1)
        let doubled = Note.sample("## Symptoms\n\n\(table)\n\(table)")
        #expect(doubled.symptoms.count == 1)
        #expect(ownFaults(doubled).contains("9:1 symptom-duplicate"))
    }

    @Test(
        "a section of symptoms that gives none is named",
        arguments: [
            "- S1: slow", "<table><tr><th>#</th><th>Symptom</th></tr><tr><td>S1</td><td>slow</td></tr></table>",
            "| a | b |\n|---|---|\n| 1 | 2 |", "Everything.",
        ])
    func missing(_ body: String) {
        #expect(ownFaults(Note.sample("---\ntitle: T\n---\n## Symptoms\n\n\(body)\n")) == ["4:1 symptoms-missing"])
        let table = "| # | Symptom |\n|---|---|\n| S1 | slow |\n"
        let elsewhere = "---\ntitle: T\n---\n## 症狀\n\n\(table)\n## Lag\n\n### Symptoms\n\n\(body)\n"
        #expect(ownFaults(Note.sample(elsewhere)) == [])
    }

    @Test(
        "an urgency is the first level that is named and not denied",
        arguments: [
            ("非緊急", nil), ("Not critical", nil), ("non-critical", nil), ("not very high", nil), ("不嚴重", nil),
            ("不太緊急", nil),
            ("slow", nil), ("緊急度", nil), ("緊急度：低", Urgency.low), ("Severity: low", .low), ("Low (was critical)", .low),
            ("非緊急，低", .low), ("Ｈｉｇｈ", .high), ("非常緊急", .critical), ("🔴 Critical", .critical), ("High/Critical", .high),
            ("最高", .high),
            ("嚴重程度中等", .medium), ("高優先級", .high), ("中度", .medium), ("高，因為服務中斷", .high),
            ("高可用", nil), ("服務中斷", nil), ("中國", nil), ("服務中斷，低", .low), ("不高", nil),
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

    @Test("no heading and no command names more symptoms than can be read in one go")
    func ties() {
        let rows = (1...200).map { "| S\($0) | d |" }.joined(separator: "\n")
        let all = "S1-S50, S51-S100, S101-S150, S151-S200"
        let blocks = String(repeating: "```sh\nx\n```\n\n", count: 1_000)
        let headings = String(repeating: "### \(all)\n\n", count: 1_000)
        let below = "### \(all)\n\n" + String(repeating: "#### More\n\n", count: 1_000)
        for body in ["### \(all)\n\n\(blocks)", headings, below] {
            let read = Note.sample("## Symptoms\n\n| # | Symptom |\n|---|---|\n\(rows)\n\n## Detection\n\n\(body)")
            #expect(read.commands.reduce(0) { $0 + $1.symptoms.count } <= 10_000)
            #expect(read.commands.isEmpty || read.commands(of: "S200").count > 40)
            #expect(read.sections.reduce(0) { $0 + $1.symptoms.count } <= 10_000)
            #expect(read.findings.count { $0.rule == .symptomLimit } == 1)
        }
    }

    @Test("blocks that belong to no symptom count for none")
    func untied() {
        let rows = (1...200).map { "| S\($0) | d |" }.joined(separator: "\n")
        let blocks = String(repeating: "```sh\nx\n```\n\n", count: 100) + "```sh\n# S1: x\ny\n```\n"
        let read = Note.sample("## Symptoms\n\n| # | Symptom |\n|---|---|\n\(rows)\n\n## Detection\n\n\(blocks)")
        #expect(read.commands.map(\.symptoms) == [["S1"]])
        #expect(!read.findings.contains { $0.rule == .symptomLimit })
    }

    @Test("fifty thousand rows are read in one go, and the first two hundred count")
    func flood() {
        let rows = (1...50_000).map { "| S\($0) | d | High |" }.joined(separator: "\n")
        let read = Note.sample("## Symptoms\n\n| # | Symptom | Urgency |\n|---|---|---|\n\(rows)\n")
        #expect(read.symptoms.count == 200)
        #expect(read.symptoms.last?.line == 5 + 200 - 1)
        #expect(ownFaults(read).filter { $0.hasSuffix("symptom-limit") } == ["205:1 symptom-limit"])
    }
}
