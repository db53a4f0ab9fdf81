import KnowledgeBase
import Notes
import Synchronization

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

/// The runbooks of the latest generation.
final class CurrentRunbooks: Sendable {
    private let freshness: Freshness
    private let state = Mutex<(generation: Freshness.Generation, runbooks: Runbooks)?>(nil)

    init(_ freshness: Freshness) {
        self.freshness = freshness
    }

    /// Those that are as fresh as the files, where they are at hand; does not block.
    var ready: Runbooks? {
        guard let current = freshness.current else { return nil }
        return state.withLock { $0.flatMap { $0.generation == current ? $0.runbooks : nil } }
    }

    /// Reads them if need be; to be called where blocking is allowed.
    func read() throws -> Runbooks {
        let generation = try freshness.refresh()
        if let known = state.withLock({ $0 }), known.generation == generation { return known.runbooks }
        let runbooks = try Runbooks(freshness.knowledgeBase)
        state.withLock { $0 = (generation, runbooks) }
        return runbooks
    }
}
