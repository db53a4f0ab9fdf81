import Detection
import Foundation
import KnowledgeBase
import Live
import Notes
import Testing

/// A bundled runbook as it stands, measured by a real Prometheus that scrapes a real exporter.
struct MeasuredRunbook {
    private let session: TriageSession

    /// - Parameters:
    ///   - file: the name of the note.
    ///   - interval: the seconds between two scrapes.
    ///   - folder: that of Prometheus.
    ///   - more: further targets, as YAML of Prometheus's configuration.
    static func with(
        _ file: String, scraping exporter: Exporter, every interval: Int = 1, in folder: URL, more: String = "",
        _ work: (MeasuredRunbook) async throws -> Void
    ) async throws {
        let text = try String(contentsOf: SharedFolder.checkout.appending(path: "notes/\(file).md"), encoding: .utf8)
        let server = try await RealPrometheus(scraping: exporter.port, every: interval, in: folder, more: more)
        defer { server.stop() }
        let session = try TriageSession(Note(path: "\(file).md", text: text), at: "http://127.0.0.1:\(server.port)")
        do { try await work(MeasuredRunbook(session: session)) } catch {
            await session.client.shutdown()
            throw error
        }
        await session.client.shutdown()
    }

    /// Waits until what is measured has these verdicts, for a minute at most.
    ///
    /// - Parameter wanted: by symptom (`S3`: all its expressions) or by command (`S3.2`); nil where no PromQL measures it.
    func shows(
        _ wanted: [String: Verdict.Kind?], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        func isWanted(_ row: TriageRow) -> Bool {
            names(of: row).allSatisfy { wanted[$0, default: row.verdict?.kind] == row.verdict?.kind }
        }
        let rows = try await session.rows(for: .seconds(60)) { $0.allSatisfy(isWanted) }
        #expect(Set(wanted.keys).isSubset(of: rows.flatMap(names)), sourceLocation: sourceLocation)
        for row in rows where !isWanted(row) {
            let kind = row.verdict?.kind.rawValue ?? "not measured"
            Issue.record("\(names(of: row)) is \(kind): \(row.message)", sourceLocation: sourceLocation)
        }
    }

    /// Its symptom, and the address of its command without the note.
    private func names(of row: TriageRow) -> [String] {
        [row.target.symptom.id] + (row.target.command?.split(separator: "#").last.map { [String($0)] } ?? [])
    }
}
