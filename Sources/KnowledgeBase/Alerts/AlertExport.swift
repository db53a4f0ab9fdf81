package import Detection
import Index
package import Notes

/// The alerting rules that a runbook gives, and the symptoms that give none.
package struct AlertExport: Sendable {
    /// What is said of a symptom's expression.
    package struct Remark: Sendable, Equatable {
        /// `S4`
        package let symptom: String
        /// Why, for a person; at least one.
        package let sentences: [Sentence]

        /// What is to be told of a symptom.
        package init(symptom: String, _ sentences: [Sentence]) {
            self.symptom = symptom
            self.sentences = sentences
        }
    }

    /// The id of the note.
    package let note: String
    /// The name of the note's rule file, without its extension.
    package let fileName: String
    /// The rules of the note, in the order of its symptoms.
    package let file: AlertRuleFile
    /// Those that give no rule, and why.
    package let omissions: [Remark]
    /// Those whose rules not every Prometheus reads.
    package let cautions: [Remark]

    /// Makes the rules of a note.
    ///
    /// - Parameters:
    ///   - page: the full address of the note's page, such as `https://kb.example.com/notes/21_redis_operations`.
    ///   - names: of the alerts of all runbooks; nil where the note stands alone.
    ///   - values: of the note's parameters, by name; others keep their samples.
    package init(_ note: Note, page: String, names: AlertNames? = nil, values: [String: String] = [:]) {
        let names = names ?? AlertNames([note.path])
        let targets = note.detectionTargets(values)
        let checklist = StatedDurations(note, targets)
        var rules: [AlertRule] = []
        var (omissions, cautions): ([Remark], [Remark]) = ([], [])
        var used: [String: Int] = [:]
        for target in targets {
            func remark(_ sentences: [Sentence]) -> Remark { Remark(symptom: target.symptom.id, sentences) }
            // Without a filter it would fire for ever. What is no vector is refused below, and says so.
            guard case .expression(let source, let plan) = target.question,
                !plan.filters.isEmpty || plan.expression.type == .scalar
            else {
                omissions.append(remark(Self.obstacles(of: target)))
                continue
            }
            let name = names.alert(ofNoteAt: note.path, symptom: target.symptom.id)
            let number = used[name, default: 0] + 1
            do {
                rules.append(
                    try AlertRule(
                        name: number == 1 ? name : "\(name)_\(number)", expression: plan.expression, source: source,
                        duration: checklist.duration(of: plan, target.symptom),
                        severity: target.symptom.urgency?.rawValue ?? "none",
                        summary: "\(target.symptom.id) \(target.symptom.description.full) (\(note.title.full))",
                        description: target.symptom.impact.full, runbookURL: "\(page)#\(target.symptom.anchor)"))
                used[name] = number
                if let caution = Self.caution(about: plan.expression) { cautions.append(remark([caution])) }
            } catch { omissions.append(remark([error.sentence])) }
        }
        self.note = note.id
        self.fileName = names.file(ofNoteAt: note.path)
        self.file = AlertRuleFile(group: names.group(ofNoteAt: note.path), rules: rules)
        self.omissions = omissions
        self.cautions = cautions
    }

    /// Why a symptom gives no rule.
    private static func obstacles(of target: DetectionTarget) -> [Sentence] {
        guard case .expression(_, let plan) = target.question else {
            return target.obstacles.isEmpty
                ? [Sentence("alerts.omitted.gap", "It has no PromQL.")] : target.obstacles
        }
        return [
            plan.usesBool
                ? Sentence(
                    "alerts.omitted.bool",
                    "A comparison with `bool` always answers, so the alert would fire for ever; compare "
                        + "without `bool`.")
                : Sentence(
                    "alerts.omitted.observed",
                    "Its expression has no comparison, so there is nothing to alert on.")
        ]
    }

    /// What of a rule's expression not every Prometheus reads; nil for nothing.
    private static func caution(about expression: PromQL.Expression) -> Sentence? {
        let newer = expression.newerParts
        guard !newer.isEmpty else { return nil }
        return Sentence(
            "alerts.caution.newer", "Prometheus 2.42 and others that do not know %1 refuse the whole file.",
            newer.prefix(3).map { "`\(VisibleText.excerpt($0, limit: 80))`" }.joined(separator: ", "))
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
        let names = try alertNames()
        return try runbooks(references).map { loaded in
            let page = site + addresses.page(ofNoteAt: loaded.note.path)
            return AlertExport(loaded.note, page: page, names: names, values: values)
        }
    }

    /// What the alerts of all runbooks are called, archived ones among them: a note that is put away leaves the others
    /// their names.
    ///
    /// - Throws: `IndexError`
    func alertNames() throws -> AlertNames { AlertNames(try ask { try $0.notes(.runbooks) }.map(\.path)) }
}
