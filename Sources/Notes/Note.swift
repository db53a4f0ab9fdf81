/// A note as it was read from its file: everything that can be known without any other note.
package struct Note: Sendable, Equatable {
    /// Where the file is, relative to the notes folder, with `/` between folders.
    package var path: String
    /// The file name without `.md`.
    package var id: String
    /// From the front matter, else the first heading, else the file name.
    package var title: BilingualText
    package var frontMatter: FrontMatter
    /// In document order.
    package var sections: [Section]
    package var links: [NoteLink]
    /// The rows of the symptoms table, in its order.
    package var symptoms: [Symptom]
    package var commands: [DetectionCommand]
    package var resolutions: [Resolution]
    /// The code under causes and resolutions: it may change something, and is run only after it was armed.
    package var resolutionCommands: [DetectionCommand]
    package var checklist: [ChecklistItem]
    package var findings: [Finding]

    /// A note with at least one symptom.
    package var isRunbook: Bool { !symptoms.isEmpty }

    /// The detection commands of a symptom with their addresses: `NOTE#S1.2` is the second one of S1.
    package func commands(of symptom: String) -> [(address: String, command: DetectionCommand)] {
        commands.filter { $0.symptoms.contains(symptom) }.enumerated().map { number, command in
            ("\(id)#\(symptom).\(number + 1)", command)
        }
    }

    /// The code under the causes and resolutions of a symptom with its addresses: `NOTE#S1-resolve.2`.
    package func resolutionCommands(of symptom: String) -> [(address: String, command: DetectionCommand)] {
        resolutionCommands.filter { $0.symptoms.contains(symptom) }.enumerated().map { number, command in
            ("\(id)#\(symptom)-resolve.\(number + 1)", command)
        }
    }

    /// The section with the causes and resolutions of a symptom, if the note has one.
    package func resolution(of symptom: String) -> Section? {
        resolutions.first { $0.symptoms.contains(symptom) }.map { sections[$0.section] }
    }

    /// The id that a file name gives: the name without its folder and `.md`.
    package static func id(ofPath path: some StringProtocol) -> String {
        let name = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? String(path)
        return name.lowercased().hasSuffix(".md") ? String(name.dropLast(3)) : name
    }
}
