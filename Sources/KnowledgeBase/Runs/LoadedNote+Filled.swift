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
        var lines = Self.lines(of: text)
        for command in note.commands + note.resolutionCommands {
            let own = Self.lines(of: command.language == "promql" ? command.promQL : command.text)
            let filled = Self.filledPatterns(command, chosen)
            for (old, (index, new)) in zip(own, zip((command.line - 1)..., filled ?? own))
            where lines.indices.contains(index) {
                if filled == nil {
                    lines[index] = (try? chosen.shell(lines[index])) ?? lines[index]
                } else if old != new, let place = lines[index].firstRange(of: old) {
                    // In the file a block may stand to the right, as in a list.
                    lines[index].replaceSubrange(place, with: new)
                }
            }
        }
        let text = lines.joined(separator: "\n")
        return (LoadedNote(path: note.path, text: text, roles: roles), problems)
    }

    private static func lines(of text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { String($0) ?? "" }
    }

    /// The lines of PromQL with regular expressions, in which a dot of a value would mean any character; with each value as
    /// its expressions spell it, or as they are where that would move lines. Nil for any other command.
    private static func filledPatterns(_ command: DetectionCommand, _ values: ParameterValues) -> [String]? {
        guard command.language == "promql", command.text.contains("=~") || command.text.contains("!~") else {
            return nil
        }
        let own = lines(of: command.promQL)
        let filled = lines(of: (try? values.promqlText(command.promQL)) ?? command.promQL)
        return filled.count == own.count ? filled : own
    }
}
