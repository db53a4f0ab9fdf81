import Detection
import Foundation
import KnowledgeBase
import Live
import Notes
import Testing

/// A note whose PromQL, unedited, is put to a Prometheus of this machine as often as a test asks.
struct TriageSession {
    private let note: Note
    private let client: PrometheusClient
    private let others: Set<Verdict.Kind>?

    /// Measures a note with `work`.
    ///
    /// - Parameters:
    ///   - port: where Prometheus listens on loopback.
    ///   - others: the verdicts expected of what `expect` is not told of; nil where they do not matter.
    static func run(
        _ note: Note, at port: UInt16, others: Set<Verdict.Kind>? = [.clear],
        _ work: (TriageSession) async throws -> Void
    ) async throws {
        let client = PrometheusClient(try PrometheusSettings(flag: "http://127.0.0.1:\(port)", environment: [:]))
        do { try await work(TriageSession(note: note, client: client, others: others)) } catch {
            await client.shutdown()
            throw error
        }
        await client.shutdown()
    }

    /// Measures once.
    func rows() async -> [TriageRow] {
        let deadline = ContinuousClock.now.advanced(by: .seconds(10))
        return await Triage(note.detectionTargets()).rows(now: { Int(Date().timeIntervalSince1970) }) { query in
            await client.instant(query, within: ContinuousClock.now.duration(to: deadline))
        }
    }

    /// The verdicts of all expressions of a symptom, measured once.
    func verdicts(of symptom: String) async -> Set<Verdict.Kind> {
        Set(await rows().filter { $0.target.symptom.id == symptom }.compactMap { $0.verdict?.kind })
    }

    /// Measures until every verdict is an expected one, for some minutes at most, and tells of those that are not. On a busy
    /// machine a Prometheus may miss scrape after scrape while another one reads hundreds of thousands of series.
    ///
    /// - Parameter wanted: the verdicts by symptom (`S3`), then those of all its expressions, or by command (`S3.2`),
    ///   which goes before its symptom; none where no PromQL measures it.
    /// - Returns: what it saw last.
    @discardableResult
    func expect(
        _ wanted: [String: Set<Verdict.Kind>], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> [TriageRow] {
        func isExpected(_ row: TriageRow) -> Bool {
            let named = names(of: row).lazy.compactMap { wanted[$0] }.first
            guard let kinds = named ?? (row.target.source == nil ? [] : others) else { return true }
            return row.verdict.map { kinds.contains($0.kind) } ?? kinds.isEmpty
        }
        let end = ContinuousClock.now.advanced(by: .seconds(240))
        var rows = await rows()
        while !rows.allSatisfy(isExpected), ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(200))
            rows = await self.rows()
        }
        #expect(Set(wanted.keys).isSubset(of: rows.flatMap(names)), sourceLocation: sourceLocation)
        for row in rows where !isExpected(row) {
            let kind = row.verdict?.kind.rawValue ?? "not measured"
            let source = row.target.source ?? ""
            Issue.record("\(names(of: row)[0]) is \(kind): \(row.message)\n\(source)", sourceLocation: sourceLocation)
        }
        return rows
    }

    /// The address of its command without the note, if it has one, and its symptom.
    private func names(of row: TriageRow) -> [String] {
        (row.target.command?.split(separator: "#").last.map { [String($0)] } ?? []) + [row.target.symptom.id]
    }
}
