import Notes

/// What the code blocks of a note are marked with: the symptoms they belong to, and whether they look or change.
struct CommandMarks: Sendable {
    private struct Mark: Sendable {
        var symptoms: [String]
        var effect: NoteHTML.Effect
    }

    private var marks: [Int: Mark] = [:]
    private let languages: [Int: String]
    private let resolutions: [(lines: ClosedRange<Int>, symptoms: [String])]
    private let label: @Sendable (NoteHTML.Effect) -> String

    /// The languages whose code is run as it is; code in others is an example.
    private static let commandLanguages: Set<String> = [
        "bash", "sh", "shell", "zsh", "fish", "console", "shell-session", "sql", "psql", "mysql", "redis", "http",
        "powershell",
    ]

    init(_ loaded: LoadedNote, label: @escaping @Sendable (NoteHTML.Effect) -> String) {
        let note = loaded.note
        self.label = label
        for command in note.commands {
            var mark = marks[command.blockLine] ?? Mark(symptoms: [], effect: .reads)
            mark.symptoms += command.symptoms.filter { !mark.symptoms.contains($0) }
            marks[command.blockLine] = mark
        }
        languages = Self.languages(of: loaded.source)
        resolutions = note.sections.filter { $0.role == .resolution }.map {
            ($0.line...max($0.line, $0.endLine), $0.symptoms)
        }
    }

    /// Attributes of the block whose fence is on a line.
    func attributes(ofBlockAt line: Int) -> [(name: String, value: String)] {
        guard let language = languages[line], !language.isEmpty else { return [] }
        let mark = marks[line] ?? resolution(at: line, language)
        guard let mark else { return [("data-language", language)] }
        return [
            ("data-language", language), ("data-symptoms", mark.symptoms.joined(separator: " ")),
            ("data-effect", mark.effect.rawValue), ("data-label", label(mark.effect)),
        ]
    }

    /// What a command under causes and resolutions is marked with.
    private func resolution(at line: Int, _ language: String) -> Mark? {
        guard Self.commandLanguages.contains(language) else { return nil }
        // The sections are in the order of their lines.
        var low = 0
        var high = resolutions.count
        while low < high {
            let middle = (low + high) / 2
            if resolutions[middle].lines.upperBound < line { low = middle + 1 } else { high = middle }
        }
        guard low < resolutions.count, resolutions[low].lines.contains(line) else { return nil }
        return Mark(symptoms: resolutions[low].symptoms, effect: .changes)
    }

    /// The language of each fence, by its line.
    private static func languages(of source: NoteSource) -> [Int: String] {
        var languages: [Int: String] = [:]
        var line = source.bodyLine
        for text in source.body.lines {
            let fence = text.drop { $0 == " " || $0 == ">" || $0 == "\t" }
            if fence.hasPrefix("```") || fence.hasPrefix("~~~") {
                let info = fence.drop { $0 == "`" || $0 == "~" }
                languages[line] = DetectionCommand.languageAndAttributes(of: String(info)).language
            }
            line += 1
        }
        return languages
    }
}
