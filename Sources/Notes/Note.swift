/// A note as it was read from its file: everything that can be known without any other note.
package struct Note: Sendable, Equatable {
    /// Where the file is, relative to the notes folder, with `/` between folders.
    package var path: String
    /// The file name without `.md`.
    package var id: String
    /// From the front matter, else the first heading, else the file name.
    package var title: BilingualText
    /// Without fields where the note has none, or none that can be read; a finding says which.
    package var frontMatter: FrontMatter
    /// In document order.
    package var sections: [Section]
    /// In document order.
    package var links: [NoteLink]
    /// The anchors that its raw HTML sets.
    package var givenAnchors: [String]
    /// The rows of the symptoms table, in its order.
    package var symptoms: [Symptom]
    /// The detection commands of all symptoms, in document order.
    package let commands: [DetectionCommand]
    /// The causes and resolutions of all symptoms, in document order.
    package let resolutions: [Resolution]
    /// The code under causes and resolutions: it may change something, and is run only after it was armed.
    package let resolutionCommands: [DetectionCommand]
    /// The items of all task lists, in document order.
    package var checklist: [ChecklistItem]
    /// The terms that its tables name in both languages, in document order.
    package let termPairs: [TermPair]
    /// What is wrong with the note taken alone, by line, column and rule.
    package var findings: [Finding]

    /// Which of the commands and resolutions belong to a symptom, by its id.
    let commandsBySymptom: SymptomIndex
    let resolutionsBySymptom: SymptomIndex
    let resolutionCommandsBySymptom: SymptomIndex

    /// A note with at least one symptom.
    package var isRunbook: Bool { !symptoms.isEmpty }

    /// The detection commands of a symptom with their addresses: `NOTE#S1.2` is the second one of S1.
    package func commands(of symptom: String) -> [(address: String, command: DetectionCommand)] {
        commandsBySymptom[symptom].enumerated().map { number, index in
            ("\(id)#\(symptom).\(number + 1)", commands[index])
        }
    }

    /// The code under the causes and resolutions of a symptom with its addresses: `NOTE#S1-resolve.2`.
    package func resolutionCommands(of symptom: String) -> [(address: String, command: DetectionCommand)] {
        resolutionCommandsBySymptom[symptom].enumerated().map { number, index in
            ("\(id)#\(symptom)-resolve.\(number + 1)", resolutionCommands[index])
        }
    }

    /// The index of the section with the first detection command of a symptom, if it has one.
    package func detectionSection(of symptom: String) -> Int? {
        commandsBySymptom[symptom].first.map { commands[$0].section }
    }

    /// The section with the causes and resolutions of a symptom, if the note has one.
    package func resolution(of symptom: String) -> Section? {
        resolutionSection(of: symptom).map { sections[$0] }
    }

    /// The index of that section.
    package func resolutionSection(of symptom: String) -> Int? {
        resolutionsBySymptom[symptom].first.map { resolutions[$0].section }
    }

    /// The id that a file name gives: the name without its folder and `.md`.
    package static func id(ofPath path: some StringProtocol) -> String {
        let name = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? String(path)
        return withoutEnding(name)
    }

    /// A path without its `.md`, in whatever case.
    package static func withoutEnding(_ path: String) -> String {
        path.lowercased().hasSuffix(".md") ? String(path.dropLast(3)) : path
    }
}
