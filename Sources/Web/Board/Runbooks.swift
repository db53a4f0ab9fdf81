import KnowledgeBase
import Notes

/// What the runbooks ask Prometheus, and what notes say of alerts: read once a generation.
struct Runbooks: Sendable {
    let targets: [DetectionTarget]
    let directory: AlertDirectory
    /// By the notes' paths.
    let titles: [String: BilingualText]
    private let notes: [String: Note]

    init() { (targets, directory, titles, notes) = ([], AlertDirectory([]), [:], [:]) }

    /// Reads them from their files.
    init(_ base: KnowledgeBase) throws {
        let notes = try base.runbooks(nil)
        targets = notes.flatMap { $0.note.detectionTargets() }
        directory = try base.alertDirectory(notes)
        self.notes = Dictionary(notes.map { ($0.note.path, $0.note) }, uniquingKeysWith: { first, _ in first })
        titles = Dictionary(notes.map { ($0.note.path, $0.note.title) }, uniquingKeysWith: { first, _ in first })
    }

    func symptom(at place: AlertDirectory.Place) -> Symptom? {
        notes[place.path]?.symptoms.first { $0.id == place.symptom }
    }

    func targets(in scope: Board.Scope) -> [DetectionTarget] {
        switch scope {
        case .all: targets
        case .note(let path, let values):
            values.isEmpty ? targets.filter { $0.path == path } : notes[path]?.detectionTargets(values) ?? []
        }
    }
}
