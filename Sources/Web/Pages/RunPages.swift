import Catalogue
import Detection
import Journal
import KnowledgeBase
import Live
import Notes

/// A command as it would run, to be confirmed.
struct RunConfirmPage: Sendable {
    struct Value: Sendable {
        let name: String
        let value: String
    }

    let address: String
    let place: String
    let text: String
    let fingerprint: String
    let runner: String
    let changes: Bool
    let deceives: Bool
    let values: [Value]
    let back: String

    init(_ command: RunnableCommand, _ prepared: PreparedRun, given: [String: String], back: String) {
        address = command.path + "#" + command.part
        place = "\(command.path):\(command.line)"
        text = VisibleText.escaped(prepared.text, keepingLines: true)
        fingerprint = command.fingerprint.hexadecimal
        runner = VisibleText.escaped(prepared.runner.joined(separator: " "))
        changes = command.changes
        deceives = VisibleText.deceives(prepared.text)
        values = given.sorted { $0.key < $1.key }.map { Value(name: $0.key, value: $0.value) }
        self.back = back
    }
}

/// A run and what it said; while it runs, two marks stand where its output and its outcome will.
struct RunPage: Sendable {
    let id: Int
    let address: String
    let who: String
    let started: String
    let parameters: String
    let isRunning: Bool
    let output: String
    let outcome: String
    let back: String

    init(_ run: RunRecord, output: String, outcome: String, isRunning: Bool, back: String) {
        id = run.id
        address = VisibleText.escaped(run.address)
        who = VisibleText.escaped(run.who)
        started = Timestamp.text(run.started)
        parameters = run.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        self.isRunning = isRunning
        self.output = output
        self.outcome = outcome
        self.back = back
    }

    /// How a run ended, for a person.
    static func outcome(_ outcome: RunRecord.Outcome?, _ words: Words) -> String {
        guard let outcome else { return words("run.unfinished") }
        let verdict = words.catalogue("triage.verdict.\(outcome.verdict)")
        return "\(verdict): \(VisibleText.escaped(words.catalogue([outcome.sentence]))) (\(outcome.duration) s)"
    }
}
