import Markdown

/// Reads the symptoms tables of a note. Columns are found by their header in either language, not by position.
struct SymptomTable {
    /// Symptoms beyond which none is read: each costs time for every command that it shares with others.
    static let mostSymptoms = 200

    private(set) var symptoms: [Symptom] = []
    private(set) var findings: [Finding] = []
    private var ids: Set<String> = []
    private var rowCount = 0
    private var isFull = false

    /// Adds the symptoms of a table, if it is one of symptoms: it needs a column of descriptions, and one of ids or
    /// urgency. False when it is none.
    mutating func read(_ rows: [TableRow]) -> Bool {
        guard let header = rows.first else { return false }
        let meanings = header.cells.map { Self.names.meaning(of: BilingualText($0)) }
        var columns: [Column: Int] = [:]
        for (index, column) in meanings.enumerated() {
            if let column, columns[column] == nil { columns[column] = index }
        }
        columns[.id] = Self.idColumn(of: rows, meanings)
        guard columns[.description] != nil, columns[.id] ?? columns[.urgency] != nil else { return false }
        for row in rows.dropFirst() {
            rowCount += 1
            read(row, columns)
        }
        return true
    }

    private mutating func read(_ row: TableRow, _ columns: [Column: Int]) {
        func cell(_ column: Column) -> String {
            guard let index = columns[column], index < row.cells.count else { return "" }
            return row.cells[index].trimmingSpaces()
        }
        func report(_ rule: Finding.Rule, _ fault: Sentence) {
            findings.append(Finding(rule, line: row.line, fault))
        }
        guard row.cells.contains(where: { !$0.trimmingSpaces().isEmpty }) else { return }
        let id = columns[.id] == nil ? "S\(rowCount)" : SymptomReference.id(inCell: cell(.id))
        guard let id else {
            return report(
                .symptomRow,
                Sentence(
                    "finding.symptoms.row", "the row is left out: \"%1\" is no symptom id like S1", cell(.id)))
        }
        let description = cell(.description)
        guard !description.isEmpty else {
            return report(
                .symptomRow,
                Sentence("finding.symptoms.description", "the row is left out: %1 has no description", id))
        }
        guard ids.insert(id).inserted else {
            return report(
                .symptomDuplicate, Sentence("finding.symptoms.twice", "%1 stands in the table twice", id))
        }
        guard symptoms.count < Self.mostSymptoms else {
            if !isFull {
                let most = "\(Self.mostSymptoms)"
                report(
                    .symptomLimit,
                    Sentence("finding.symptoms.most", "symptoms beyond the first %1 are left out", most))
            }
            isFull = true
            return
        }
        let word = cell(.urgency)
        let urgency = Urgency(word)
        if urgency == nil, columns[.urgency] != nil {
            report(
                .symptomUrgency,
                Sentence("finding.symptoms.urgency", "the urgency \"%1\" of %2 is not known", word, id))
        }
        symptoms.append(
            Symptom(
                id: id, description: BilingualText(description), impact: BilingualText(cell(.impact)), urgency: urgency,
                line: row.line))
    }

    /// The column of ids: by its header, or else the one that holds them, whatever its header says. Numbering the rows of
    /// a table that has ids would give symptoms the commands of others.
    private static func idColumn(of rows: [TableRow], _ meanings: [Column?]) -> Int? {
        let named = meanings.indices.filter { meanings[$0] == .id }
        if named.count > 1, let best = named.first(where: { holdsIDs(rows, in: $0, needsS: true) }) { return best }
        return named.first
            ?? meanings.indices.first { index in
                let hasHeader = rows.first.map { !$0.cells[index].trimmingSpaces().isEmpty } ?? false
                return meanings[index] == nil && holdsIDs(rows, in: index, needsS: hasHeader)
            }
    }

    /// Whether most cells of a column are ids of symptoms.
    private static func holdsIDs(_ rows: [TableRow], in column: Int, needsS: Bool) -> Bool {
        let cells = rows.dropFirst().compactMap { column < $0.cells.count ? $0.cells[column] : nil }
        return cells.count { SymptomReference.id(inCell: $0, needsS: needsS) != nil } * 2 > cells.count
    }

    private enum Column {
        case id, description, impact, urgency
    }

    private static let names = BilingualNames<Column>([
        (.id, ["#", "id", "no.", "symptom id", "編號", "代號", "代碼", "编号", "代号", "代码", "序號", "序号"]),
        (
            .description,
            [
                "symptom", "symptoms", "description", "what you see", "症狀", "描述", "現象", "說明", "症状", "现象", "说明",
                "症狀描述", "症状描述",
            ]
        ),
        (.impact, ["impact", "effect", "consequence", "影響", "影响", "衝擊", "後果", "后果"]),
        (
            .urgency,
            [
                "urgency", "severity", "priority", "緊急度", "紧急度", "緊急程度", "紧急程度", "嚴重度", "嚴重程度", "严重度",
                "严重程度", "優先級", "优先级", "優先順序",
            ]
        ),
    ])
}
