import Markdown

/// Reads the symptoms table of a note. Columns are found by their header in either language, not by position.
enum SymptomTable {
    /// The symptoms of a table, or nil when it is none: it needs a column of descriptions, and one of ids or urgency.
    static func symptoms(in rows: [TableRow]) -> (symptoms: [Symptom], findings: [Finding])? {
        guard let header = rows.first else { return nil }
        var columns: [Column: Int] = [:]
        for (index, cell) in header.cells.enumerated() {
            if let column = column(of: cell), columns[column] == nil { columns[column] = index }
        }
        guard let descriptionColumn = columns[.description], columns[.id] ?? columns[.urgency] != nil else {
            return nil
        }
        var symptoms: [Symptom] = []
        var findings: [Finding] = []
        var seen: Set<String> = []
        for (index, row) in rows.dropFirst().enumerated() {
            func cell(_ column: Column) -> String? {
                columns[column].flatMap { $0 < row.cells.count ? row.cells[$0].trimmingSpaces() : nil }
            }
            let description =
                descriptionColumn < row.cells.count ? row.cells[descriptionColumn].trimmingSpaces() : ""
            let id = columns[.id] == nil ? "S\(index + 1)" : cell(.id).flatMap { SymptomReference.id(inCell: $0) }
            guard let id, !description.isEmpty else { continue }
            guard seen.insert(id).inserted else {
                findings.append(
                    Finding(.symptomDuplicate, line: row.line, message: "\(id) stands in the table twice"))
                continue
            }
            let word = cell(.urgency) ?? ""
            let urgency = Urgency(word)
            if urgency == nil, columns[.urgency] != nil {
                findings.append(
                    Finding(.symptomUrgency, line: row.line, message: "the urgency \"\(word)\" of \(id) is not known"))
            }
            symptoms.append(
                Symptom(
                    id: id, description: BilingualText(description), impact: BilingualText(cell(.impact) ?? ""),
                    urgency: urgency, line: row.line))
        }
        return symptoms.isEmpty ? nil : (symptoms, findings)
    }

    private enum Column {
        case id, description, impact, urgency
    }

    private static func column(of header: String) -> Column? {
        let text = BilingualText(header)
        for name in [text.full, text.english, text.chinese].compactMap({ $0 }) {
            if let column = names[name.lowercased().trimmingSpaces()] { return column }
        }
        return nil
    }

    private static let names: [String: Column] = {
        var names: [String: Column] = [:]
        let table: [(Column, [String])] = [
            (.id, ["#", "id", "no.", "no", "symptom id", "編號", "代號", "代碼", "编号", "代号", "序號", "序号"]),
            (
                .description,
                [
                    "symptom", "symptoms", "description", "what you see", "症狀", "描述", "現象", "說明", "症状", "现象",
                    "说明", "症狀描述", "症状描述",
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
        ]
        for (column, words) in table {
            for word in words { names[word] = column }
        }
        return names
    }()
}
