package import Detection
import Index
package import Notes

/// A command of a note that can be addressed, as it stood in the file when it was read: once, so that what runs is what
/// was shown.
package struct RunnableCommand: Sendable {
    /// `NOTE#S1.2`, or `NOTE#S1-resolve.1` for one under causes and resolutions.
    package let address: String
    /// The note's path, relative to the notes folder.
    package let path: String
    /// The symptom that it was asked for; a command may belong to several.
    package let symptom: Symptom
    /// The block, its text as it stands in the note.
    package let command: DetectionCommand
    /// Whether it stands under causes and resolutions, and so must be armed.
    package let changes: Bool
    /// The parameters of the note.
    package let parameters: [Parameter]

    /// The names of the parameters that the text takes values of: those whose samples stand in it. PromQL may spell a
    /// sample as a pattern, so that any of the note may stand there.
    package var standingParameters: [String] {
        command.language == "promql"
            ? parameters.map(\.name) : ParameterValues.names(of: parameters, in: command.text)
    }

    /// Of what the note says of the parameters that stand in the text: an edit there moves a value to another word, or lets
    /// another one in, and the text is the same. Nil where no value goes in.
    package var parametersFingerprint: Fingerprint? {
        let names = Set(standingParameters)
        let parts = parameters.filter { names.contains($0.name) }.flatMap { parameter in
            let pattern = parameter.pattern?.description ?? parameter.patternError?.pattern
            return [parameter.name, parameter.sample, pattern ?? ""] + [
                parameter.labels.sorted().joined(separator: "\n")
            ]
        }
        guard !parts.isEmpty else { return nil }
        // With their lengths, so that no two lists are one text.
        return Fingerprint(language: "parameters", text: parts.map { "\($0.utf8.count):\($0)" }.joined())
    }

    /// Of the text in the note, before any value is put in.
    package var fingerprint: Fingerprint { Fingerprint(language: command.language, text: command.text) }
}

extension KnowledgeBase {
    /// The commands that an address means: one, or all detection commands of a symptom, in the order of the note.
    ///
    /// - Throws: `KnowledgeBaseError`, `IndexError`
    package func commands(at address: String) throws -> [RunnableCommand] {
        guard let mark = address.lastIndex(of: "#"), address.utf8.allSatisfy({ $0 >= 0x20 }) else {
            throw KnowledgeBaseError.noSuchCommand(address: address, known: [])
        }
        let loaded = try note(at: summary(of: String(address[..<mark])).path)
        let all = RunnableCommand.all(of: loaded)
        let wanted = address[address.index(after: mark)...].lowercased()
        let found = all.filter { command in
            let rest = command.part.lowercased()
            return rest == wanted || (!wanted.contains(".") && rest.hasPrefix(wanted + "."))
        }
        guard !found.isEmpty else {
            throw KnowledgeBaseError.noSuchCommand(address: address, known: all.map(\.part))
        }
        return found
    }
}

extension Note {
    /// All commands that have an address: symptom by symptom, detection first.
    package var runnableCommands: [(address: String, symptom: Symptom, command: DetectionCommand, changes: Bool)] {
        symptoms.flatMap { symptom in
            commands(of: symptom.id).map { ($0.address, symptom, $0.command, false) }
                + resolutionCommands(of: symptom.id).map { ($0.address, symptom, $0.command, true) }
        }
    }
}

extension RunnableCommand {
    /// What stands behind the `#` of its address: `S1.2`.
    package var part: String {
        address.lastIndex(of: "#").map { String(address[address.index(after: $0)...]) } ?? address
    }
    /// The fence's language.
    package var language: String { command.language }
    /// Its first line in the file, 1-based.
    package var line: Int { command.line }

    /// All commands of a note that can be run, symptom by symptom.
    package static func all(of loaded: LoadedNote) -> [RunnableCommand] {
        let parameters = loaded.note.parameters
        return loaded.note.runnableCommands.map {
            RunnableCommand(
                address: $0.address, path: loaded.note.path, symptom: $0.symptom, command: $0.command,
                changes: $0.changes, parameters: parameters)
        }
    }
}
