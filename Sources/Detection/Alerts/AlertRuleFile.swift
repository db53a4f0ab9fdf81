/// A Prometheus rule file: one group of alerting rules, as YAML.
package struct AlertRuleFile: Sendable {
    /// The group's name; Prometheus wants each once in a file.
    package let group: String
    /// The rules, in the order of the note.
    package let rules: [AlertRule]

    /// A file of one group.
    package init(group: String, rules: [AlertRule]) {
        self.group = group
        self.rules = rules
    }

    /// The file's text; the same rules always give the same bytes.
    package var yaml: String {
        var lines = ["groups:", "  - name: \(Self.quoted(group))", rules.isEmpty ? "    rules: []" : "    rules:"]
        for rule in rules {
            lines.append("      - alert: \(Self.quoted(rule.name))")
            lines += Self.block("expr", rule.source, indent: 8)
            if let duration = rule.duration { lines.append("        for: \(duration)") }
            lines.append("        labels:")
            lines.append("          severity: \(Self.quoted(Self.escapedTemplate(rule.severity)))")
            lines.append("        annotations:")
            lines.append("          summary: \(Self.quoted(Self.escapedTemplate(rule.summary)))")
            lines.append("          description: \(Self.quoted(Self.escapedTemplate(rule.description)))")
            lines.append("          runbook_url: \(Self.quoted(Self.escapedTemplate(rule.runbookURL)))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Text that Prometheus's templates give back as it is: every `{{` is written by a template of its own.
    package static func escapedTemplate(_ text: String) -> String {
        // Byte by byte, for a combining mark may hide a brace from a search by characters.
        let bytes = Array(text.utf8)
        let open = UInt8(ascii: "{")
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if bytes[position] == open, position + 1 < bytes.count, bytes[position + 1] == open {
                result += Array("{{\"{{\"}}".utf8)
                position += 2
            } else {
                result.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A double-quoted scalar of YAML 1.2 on one line, whose escapes are those of PromQL's strings.
    private static func quoted(_ text: String) -> String { PromQL.quoted(text) }

    /// A key with a text of several lines as a block, or quoted where a block would change it.
    private static func block(_ key: String, _ text: String, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let isPlain =
            lines.count > 1 && !VisibleText.deceives(text) && !text.utf8.contains(UInt8(ascii: "\t"))
            && text.utf8.first != UInt8(ascii: " ") && text.utf8.first != UInt8(ascii: "\n")
            && text.utf8.last != UInt8(ascii: "\n")
        guard isPlain else { return ["\(margin)\(key): \(quoted(text))"] }
        return ["\(margin)\(key): |-"] + lines.map { $0.isEmpty ? "" : "\(margin)  \($0)" }
    }
}
