package import Detection
import Index
package import Notes

/// The alerting rules that a runbook gives, and the symptoms that give none.
package struct AlertExport: Sendable {
    /// A symptom's expression that is no alert, and why; one sentence.
    package struct Omission: Sendable, Equatable {
        /// `S4`
        package let symptom: String
        package let message: String

        package init(symptom: String, message: String) {
            self.symptom = symptom
            self.message = message
        }
    }

    /// The id of the note, which is the name of the group.
    package let note: String
    package let file: AlertRuleFile
    package let omissions: [Omission]

    /// Makes the rules of a note.
    ///
    /// - Parameters:
    ///   - page: the full address of the note's page, such as `https://kb.example.com/notes/21_redis_operations`.
    ///   - values: of the note's parameters, by name; others keep their samples.
    package init(_ note: Note, page: String, values: [String: String] = [:]) {
        var rules: [AlertRule] = []
        var omissions: [Omission] = []
        let stated = note.checklist.flatMap { StatedAlert.all(in: $0.text) }
        var used: [String: Int] = [:]
        for target in note.detectionTargets(values) {
            func omit(_ message: String) { omissions.append(Omission(symptom: target.symptom.id, message: message)) }
            guard case .expression(let source, let plan) = target.question else {
                if case .unusable(_, let message) = target.question { omit(message) } else { omit("It has no PromQL.") }
                continue
            }
            // Without a filter it would fire for ever.
            guard !plan.filters.isEmpty else {
                omit("Its expression has no comparison, so there is nothing to alert on.")
                continue
            }
            do {
                let name = AlertRule.name(note: note.id, symptom: target.symptom.id)
                used[name, default: 0] += 1
                let number = used[name] ?? 1
                let description = target.symptom.description.full
                rules.append(
                    try AlertRule(
                        name: number == 1 ? name : "\(name)_\(number)", expression: plan.expression, source: source,
                        duration: stated.first { $0.describes(plan, words: description) }?.duration,
                        severity: target.symptom.urgency?.rawValue ?? "none",
                        summary: "\(target.symptom.id) \(description) (\(note.title.full))",
                        description: target.symptom.impact.full, runbookURL: "\(page)#\(target.symptom.anchor)"))
            } catch { omit(error.description) }
        }
        self.note = note.id
        self.file = AlertRuleFile(group: note.id, rules: rules)
        self.omissions = omissions
    }

    /// One rule file for several notes; a note without rules has no group in it.
    package static func yaml(_ exports: [AlertExport]) -> String {
        let head = "groups:\n"
        let groups = exports.filter { !$0.file.rules.isEmpty }.map { $0.file.yaml.dropFirst(head.utf8.count) }
        return groups.isEmpty ? "groups: []\n" : head + groups.joined()
    }
}

extension KnowledgeBase {
    /// The rules of notes, or of all runbooks that are not archived.
    ///
    /// - Parameters:
    ///   - references: as in `summary(of:)`; nil for all.
    ///   - site: the address of the server that shows the notes, for `runbook_url`.
    ///   - values: of parameters, by name.
    /// - Throws: `KnowledgeBaseError`, `IndexError`
    package func alerts(
        of references: [String]?, site: String, _ values: [String: String] = [:]
    ) throws -> [AlertExport] {
        let addresses = NoteAddresses(sharedIDs: try ask { try $0.sharedIDs() })
        let site = site.withoutEndingSlashes
        return try runbooks(references).map { loaded in
            AlertExport(loaded.note, page: site + addresses.page(ofNoteAt: loaded.note.path), values: values)
        }
    }
}
