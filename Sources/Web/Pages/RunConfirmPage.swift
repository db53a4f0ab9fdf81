import Detection
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
    /// Of what runs, the values in their places.
    let shown: String
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
        shown = prepared.fingerprint.hexadecimal
        runner = VisibleText.escaped(prepared.runner.joined(separator: " "))
        changes = command.changes
        deceives = VisibleText.deceives(prepared.text)
        values = given.sorted { $0.key < $1.key }.map { Value(name: $0.key, value: $0.value) }
        self.back = back
    }
}
