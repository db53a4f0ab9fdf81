package import Detection
import Notes

extension LoadedNote {
    /// The note with values in place of the samples in its commands, for reading and copying; and what is wrong with
    /// values that were left out, by the name of the parameter.
    package func filled(
        _ given: [String: String]
    ) -> (note: LoadedNote, problems: [String: ParameterError]) {
        let parameters = note.parameters
        var values = ParameterValues(parameters, given).values.filter { !$0.value.isEmpty }
        var problems: [String: ParameterError] = [:]
        for parameter in parameters {
            guard let value = values[parameter.name] else { continue }
            do { _ = try parameter.checkedForShell(value) } catch {
                problems[parameter.name] = error
                values[parameter.name] = nil
            }
        }
        guard !values.isEmpty else { return (self, problems) }
        let chosen = ParameterValues(parameters, values)
        // A value is one plain word, so that neither the lines nor what stands around it change.
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            String($0) ?? ""
        }
        for command in note.commands + note.resolutionCommands where !Self.wantsEscapes(command, chosen) {
            let count = command.text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
            for index in command.line - 1..<command.line - 1 + count where lines.indices.contains(index) {
                lines[index] = (try? chosen.shell(lines[index])) ?? lines[index]
            }
        }
        let text = lines.joined(separator: "\n")
        return (LoadedNote(path: note.path, text: text, roles: roles), problems)
    }

    /// In a regular expression of PromQL a dot would mean any character.
    private static func wantsEscapes(_ command: DetectionCommand, _ values: ParameterValues) -> Bool {
        guard command.language == "promql", command.text.contains("=~") || command.text.contains("!~") else {
            return false
        }
        return values.used(in: command.text).values.contains { $0.contains(".") || $0.contains("+") }
    }
}
