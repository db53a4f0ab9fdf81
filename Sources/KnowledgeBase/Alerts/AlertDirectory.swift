package import Detection
import Foundation
import Index
package import Notes

/// Which symptom an alert is about, by what the notes say and measure.
package struct AlertDirectory: Sendable {
    /// Where an alert leads: a symptom of a runbook, or a note as a whole.
    package struct Place: Sendable, Hashable {
        /// Relative to the notes folder.
        package let path: String
        /// `S1`; nil for the note as a whole.
        package let symptom: String?

        /// A place that somebody else looked up; that the note is there is not checked.
        package init(path: String, symptom: String?) {
            self.path = path
            self.symptom = symptom
        }
    }

    /// Why an alert leads there, the surest first.
    package enum Reason: String, Sendable, CaseIterable {
        /// `alerts` in the front matter names it.
        case stated
        /// Its `runbook_url` leads there.
        case linked
        /// It is named as `kb export alerts` names the symptom's.
        case exported
        /// It measures the same expression.
        case measured
    }

    private var stated: [String: Place] = [:]
    private var exported: [String: Place] = [:]
    private var anchors: [String: Place] = [:]
    private var measured: [String: Place] = [:]
    private var metrics: [(names: Set<String>, place: Place)] = []
    private var parameters: [String: [Parameter]] = [:]

    /// What notes say; of two that say the same of an alert, the first.
    ///
    /// - Parameter names: of the alerts of all runbooks; nil where these notes are all.
    package init(_ notes: [Note], names: AlertNames? = nil) {
        let names = names ?? AlertNames(notes.filter(\.isRunbook).map(\.path))
        for note in notes { add(note, names) }
    }

    private mutating func add(_ note: Note, _ names: AlertNames) {
        parameters[note.path] = note.parameters
        let whole = Place(path: note.path, symptom: nil)
        // Where notes share an id, an address has the path.
        let references = [note.id.lowercased(), note.path.lowercased()]
        for reference in references { anchors.keepFirst(reference, whole) }
        for (name, symptom) in note.statedAlerts {
            stated.keepFirst(name, Place(path: note.path, symptom: symptom))
        }
        for symptom in note.symptoms {
            let place = Place(path: note.path, symptom: symptom.id)
            exported.keepFirst(names.alert(ofNoteAt: note.path, symptom: symptom.id), place)
            for anchor in [symptom.anchor, symptom.detectionAnchor, symptom.resolutionAnchor] {
                for reference in references { anchors.keepFirst("\(reference)#\(anchor)", place) }
            }
        }
        for target in note.detectionTargets() {
            guard case .expression(_, let plan) = target.question else { continue }
            let place = Place(path: note.path, symptom: target.symptom.id)
            measured.keepFirst(plan.expression.text, place)
            metrics.append((Set(plan.expression.metricNames), place))
        }
    }

    /// Where an alert leads; nil where nothing says so.
    ///
    /// - Parameters:
    ///   - annotations: of the alert; `runbook_url` counts.
    ///   - expression: PromQL that made the alert.
    package func place(
        of name: String, annotations: [String: String] = [:], expression: String? = nil
    ) -> (place: Place, reason: Reason)? {
        if let place = stated[name] { return (place, .stated) }
        let named = exported[name] ?? exported[Self.withoutNumber(name)]
        if let place = annotations["runbook_url"].flatMap(linked) {
            // An address of the note as a whole leaves it to the name to say which symptom.
            if place.symptom == nil, let named, named.path == place.path { return (named, .exported) }
            return (place, .linked)
        }
        if let named { return (named, .exported) }
        if let place = expression.flatMap(Self.parsed).flatMap({ measured[$0.text] }) { return (place, .measured) }
        return nil
    }

    /// The symptoms whose expressions look at metrics that this one looks at too, the likest first.
    package func similar(to expression: String) -> [Place] {
        guard let wanted = Self.parsed(expression).map({ Set($0.metricNames) }), !wanted.isEmpty else { return [] }
        let likeness = metrics.compactMap { entry -> (likeness: Double, place: Place)? in
            let common = entry.names.intersection(wanted).count
            return common == 0 ? nil : (Double(common) / Double(entry.names.union(wanted).count), entry.place)
        }
        var seen: Set<Place> = []
        return likeness.sorted { $0.likeness > $1.likeness }.map(\.place).filter { seen.insert($0).inserted }
    }

    /// The values of a note's parameters that an alert's labels give.
    package func values(ofNoteAt path: String, from labels: [String: String]) -> [String: String] {
        ParameterValues.fromLabels(labels, for: parameters[path] ?? [])
    }

    private func linked(_ address: String) -> Place? {
        guard address.utf8.count <= Self.longestAddress, let parts = URLComponents(string: address),
            let notes = parts.path.range(of: "/notes/")
        else { return nil }
        let path = parts.path[notes.upperBound...].lowercased()
        let anchor = parts.fragment?.lowercased()
        for reference in [path, Note.id(ofPath: path)] where anchors[reference] != nil {
            return anchor.flatMap { anchors["\(reference)#\($0)"] } ?? anchors[reference]
        }
        return nil
    }

    /// A symptom's second expression is exported under its name and `_2`.
    private static func withoutNumber(_ name: String) -> String {
        guard let mark = name.lastIndex(of: "_"), Int(name[name.index(after: mark)...]) != nil else { return name }
        return String(name[..<mark])
    }

    /// Bytes of a stranger's address, and of a stranger's expression, that are looked into at most.
    private static let longestAddress = 2_000
    private static let longestExpression = 20_000

    /// A stranger's expression: bounded before it is parsed.
    static func parsed(_ text: String) -> PromQL.Expression? {
        guard text.utf8.count <= longestExpression, case .success(let statement)? = PromQL.statements(in: text).first
        else { return nil }
        return statement.expression
    }
}

extension Dictionary {
    fileprivate mutating func keepFirst(_ key: Key, _ value: Value) {
        if self[key] == nil { self[key] = value }
    }
}

extension Note {
    /// The alerts that `alerts` in the front matter names, each with its symptom: a list of names, or a mapping of names
    /// to symptoms or of symptoms to names.
    package var statedAlerts: [(name: String, symptom: String?)] {
        switch frontMatter["alerts"] {
        case .mapping(let fields)?:
            fields.flatMap { field -> [(String, String?)] in
                let values = field.value.scalars
                if let symptom = symptom(field.key) { return values.map { ($0, symptom) } }
                return [(field.key, values.lazy.compactMap(symptom).first)]
            }
        case nil: []
        default: frontMatter.texts("alerts").map { ($0, nil) }
        }
    }

    /// The alerts of the front matter whose symptom is not in the table: they lead to the note as a whole.
    var alertFindings: [Finding] {
        guard isRunbook, case .mapping(let fields)? = frontMatter["alerts"] else { return [] }
        return fields.compactMap { field in
            let values = field.value.scalars.filter { !$0.isEmpty }
            guard let value = values.first, symptom(field.key) == nil, !values.contains(where: { symptom($0) != nil })
            else { return nil }
            return Finding(
                .symptomUnknown, line: field.line, column: field.column,
                Sentence(
                    "finding.alert-symptom", "`alerts` names `%1` and `%2`, and neither is in the symptoms table",
                    VisibleText.excerpt(field.key, limit: 80), VisibleText.excerpt(value, limit: 80)))
        }
    }

    private func symptom(_ id: String) -> String? {
        symptoms.first { $0.id.lowercased() == id.lowercased() }?.id
    }
}

extension KnowledgeBase {
    /// What the notes say of alerts: runbooks that are not archived, and every note with a field `alerts`.
    ///
    /// - Throws: `KnowledgeBaseError`, `IndexError`
    package func alertDirectory(_ runbooks: [LoadedNote]) throws -> AlertDirectory {
        let known = Set(runbooks.map(\.note.path))
        let others = try ask { try $0.notes(.having(field: "alerts")) }
            .filter { !known.contains($0.path) && !NoteStatus.isArchived($0.status) }
        return try AlertDirectory(
            runbooks.map(\.note) + others.map { try note(at: $0.path).note }, names: alertNames())
    }
}
