package import Detection

/// How the rules that a Prometheus has loaded differ from those that the notes give.
package struct AlertDifference: Sendable, Equatable {
    /// On which side a rule is missing, or that both have it.
    package enum Kind: String, Sendable {
        /// A note gives it, and it is not loaded.
        case missing
        /// It is loaded, and says something else.
        case changed
        /// It is loaded, and no note gives it.
        case extra
    }

    /// Which way the two differ.
    package let kind: Kind
    /// The alert's name.
    package let name: String
    /// What is different: `expr`, `for`, `severity`, `summary`, `description`, `runbook_url`.
    package let fields: [String]
    /// Of an extra one: whether a note is about it all the same.
    package let isCovered: Bool

    /// All differences: what is missing, then what is changed, then what is extra; each in the order of the rules.
    package static func all(
        _ exports: [AlertExport], loaded: [LoadedAlertRule], _ directory: AlertDirectory
    ) -> [AlertDifference] {
        let wanted = exports.flatMap(\.file.rules)
        // Two groups may give one name, as a file does that was loaded before under another one.
        let byName = Dictionary(grouping: loaded, by: \.name)
        let missing = wanted.filter { byName[$0.name] == nil }
            .map { AlertDifference(kind: .missing, name: $0.name, fields: [], isCovered: true) }
        let changed = wanted.compactMap { rule -> AlertDifference? in
            let fields = byName[rule.name]?.map { Self.fields(rule, $0) }.min { $0.count < $1.count } ?? []
            return fields.isEmpty
                ? nil : AlertDifference(kind: .changed, name: rule.name, fields: fields, isCovered: true)
        }
        var names = Set(wanted.map(\.name))
        let extra = loaded.filter { names.insert($0.name).inserted }.map { rule in
            let place = directory.place(of: rule.name, annotations: rule.annotations, expression: rule.expression)
            return AlertDifference(kind: .extra, name: rule.name, fields: [], isCovered: place != nil)
        }
        return missing + changed + extra
    }

    private static func fields(_ rule: AlertRule, _ loaded: LoadedAlertRule) -> [String] {
        let text = AlertDirectory.parsed(loaded.expression)?.text
        func differs(_ text: String, _ annotation: String) -> Bool {
            loaded.annotations[annotation] != AlertRuleFile.escapedTemplate(text)
        }
        let fields: [(String, Bool)] = [
            ("expr", text != rule.expression.text),
            ("for", loaded.duration != Double(rule.duration?.milliseconds ?? 0) / 1000),
            ("severity", loaded.labels["severity"] != AlertRuleFile.escapedTemplate(rule.severity)),
            ("summary", differs(rule.summary, "summary")), ("description", differs(rule.description, "description")),
            ("runbook_url", differs(rule.runbookURL, "runbook_url")),
        ]
        return fields.filter(\.1).map(\.0)
    }
}
