import Catalogue
import Commands
import Detection
import Journal
import KnowledgeBase

/// Runs for a person: one line each, the newest first.
struct RunListText {
    let words: Catalogue

    func text(_ rows: [RunRow]) -> String {
        rows.map { row in
            let verdict = row.run.outcome.map { words("triage.verdict.\($0.verdict)") } ?? words("run.unfinished")
            let parameters = row.run.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            let parts = [
                RowTime.text(row.run.started), row.run.address, verdict,
                row.run.outcome.map { words([$0.sentence]) } ?? "", parameters.joined(separator: " "), row.run.who,
            ]
            return ControlCharacters.visible(parts.filter { !$0.isEmpty }.joined(separator: "  ")) + "\n"
        }.joined()
    }

    /// How one run ended.
    func summary(_ address: String, _ outcome: RunRecord.Outcome) -> String {
        let verdict = words("triage.verdict.\(outcome.verdict)")
        return ControlCharacters.visible(
            words("run.summary", address, verdict, words([outcome.sentence]), String(format(outcome.duration))))
    }

    /// Seconds to the hundredth.
    private func format(_ seconds: Double) -> Double { (seconds * 100).rounded() / 100 }
}
