import Index
import KnowledgeBase
import Notes

/// The symptoms of all runbooks, most urgent first.
struct SymptomsPage: Sendable {
    let count: String
    let isEmpty: Bool
    let groups: [Group]

    /// The symptoms of one urgency.
    struct Group: Sendable {
        let anchor: String
        let badge: Badge
        let symptoms: [SymptomItem]
    }

    init(_ view: View) throws {
        let entries = try view.knowledgeBase.ask { try $0.symptoms() }
        let words = view.words
        count = words("symptoms.count", String(entries.count))
        isEmpty = entries.isEmpty
        let urgencies: [Urgency?] = Urgency.allCases.sorted() + [nil]
        groups = urgencies.compactMap { urgency in
            let symptoms = entries.filter { $0.urgency == urgency }.map { SymptomItem($0, view) }
            guard !symptoms.isEmpty else { return nil }
            let name = urgency?.rawValue ?? "unknown"
            return Group(
                anchor: name, badge: Badge(kind: name, label: words("urgency." + name), count: symptoms.count),
                symptoms: symptoms)
        }
    }
}
