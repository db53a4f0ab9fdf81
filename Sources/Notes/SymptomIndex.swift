/// Where in a list the elements of each symptom stand.
struct SymptomIndex: Sendable, Equatable {
    private var places: [String: [Int]] = [:]

    /// - Parameter symptoms: of each element of the list.
    init(_ symptoms: [[String]]) {
        for (index, ids) in symptoms.enumerated() {
            for id in ids { places[id, default: []].append(index) }
        }
    }

    subscript(symptom: String) -> [Int] { places[symptom] ?? [] }
}
