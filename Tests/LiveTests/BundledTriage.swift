import Detection
import Foundation
import KnowledgeBase
import Live
import Notes
import Testing

/// The PromQL of a bundled runbook, unedited, put to a real Prometheus.
struct BundledTriage {
    private let session: TriageSession

    /// Measures it with `work`.
    static func run(
        _ file: String, at server: RealPrometheus, _ work: (BundledTriage) async throws -> Void
    ) async throws {
        let text = try String(contentsOf: SharedFolder.checkout.appending(path: "notes/\(file).md"), encoding: .utf8)
        let session = try TriageSession(Note(path: "\(file).md", text: text), at: "http://127.0.0.1:\(server.port)")
        do { try await work(BundledTriage(session: session)) } catch {
            await session.client.shutdown()
            throw error
        }
        await session.client.shutdown()
    }

    /// Measures until every expression of every symptom has a verdict that is expected, and tells of those that have not.
    ///
    /// - Parameters:
    ///   - changed: the verdicts of some symptoms; of one that several expressions detect, those of all of them.
    ///   - other: those of all other symptoms that have PromQL.
    func expect(
        _ changed: [String: Set<Verdict.Kind>], others: Set<Verdict.Kind> = [.clear],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let measured = Set(session.note.detectionTargets().filter { $0.source != nil }.map(\.symptom.id))
        #expect(Set(changed.keys).isSubset(of: measured), sourceLocation: sourceLocation)
        var wanted = Dictionary(uniqueKeysWithValues: session.note.symptoms.map { ($0.id, Set<Verdict.Kind?>([nil])) })
        for symptom in measured { wanted[symptom] = Set((changed[symptom] ?? others).map { $0 }) }
        for row in try await session.rows(until: wanted, atMost: .seconds(60)) {
            let isWanted = wanted[row.target.symptom.id]?.contains(row.verdict?.kind) == true
            #expect(
                isWanted, "\(row.target.symptom.id) \(row.target.source ?? ""): \(row.message)",
                sourceLocation: sourceLocation)
        }
    }
}
