import Detection
import HTTPTypes
import KnowledgeBase
import Notes

/// A command that was asked for and did not run: why, what can be copied instead, and the way back.
struct RefusedRun: Error {
    let status: HTTPResponse.Status
    let reason: String
    let language: String
    /// With the values in place where they can be.
    let text: String
    let symptom: String
    let back: String

    init(
        _ reason: String, _ status: HTTPResponse.Status = .unprocessableContent, of command: RunnableCommand,
        _ values: [String: String], _ view: View
    ) {
        self.status = status
        self.reason = reason
        language = command.language
        text = VisibleText.escaped(command.shown(with: values), keepingLines: true)
        symptom = command.symptom.id
        back = view.addresses.page(ofNoteAt: command.path, anchor: command.symptom.anchor)
    }
}

extension RunnableCommand {
    /// Its text for a person who copies it: SQL values are bound when it runs, and so stay as they are written.
    func shown(with values: [String: String]) -> String {
        guard !language.hasSuffix("sql") else { return command.text }
        return (try? ParameterValues(parameters, values).shell(command.text)) ?? command.text
    }
}
