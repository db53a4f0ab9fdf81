import Index
import KnowledgeBase

/// Where the commands and the resolution of each symptom are.
struct SymptomWays: Sendable {
    private let entries: [AlertDirectory.Place: SymptomEntry]
    private let view: View

    init(_ entries: [SymptomEntry], _ view: View) {
        self.entries = Dictionary(
            entries.map { (AlertDirectory.Place(path: $0.path, symptom: $0.symptom), $0) },
            uniquingKeysWith: { first, _ in first })
        self.view = view
    }

    func of(_ place: AlertDirectory.Place) -> SymptomItem? { entries[place].map { SymptomItem($0, view) } }
}
