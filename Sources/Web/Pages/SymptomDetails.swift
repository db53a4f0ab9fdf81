import KnowledgeBase
import Notes

/// What the board of a note shows of each symptom beside its row: its commands, its causes and resolution.
///
/// All of it stands in the note below, too. So there is a bound on it; beyond, the links of the row lead there.
struct SymptomDetails {
    /// HTML, in bytes, that a board repeats of its note.
    private static let most = 500_000

    private let note: Note
    private let rendering: NoteRendering
    private let runs: RunLinks
    private var remaining = most
    /// The HTML of the sections that were shown already: symptoms may share one.
    private var sections: [Int: String] = [:]

    init(_ note: Note, _ rendering: NoteRendering, _ runs: RunLinks) {
        self.note = note
        self.rendering = rendering
        self.runs = runs
    }

    /// The details of a symptom; nil where there are none, or too many.
    mutating func take(_ symptom: Symptom, _ words: Words) -> (commands: [CommandItem], resolution: String?)? {
        let section = note.resolutionSection(of: symptom.id)
        let found = note.commands(of: symptom.id)
        guard section != nil || !found.isEmpty else { return nil }
        var cost = found.reduce(0) { $0 + CommandItem.frame + $1.command.text.utf8.count }
        guard cost <= remaining else { return nil }
        let resolution = section.map { html(ofSection: $0) }
        cost += resolution?.utf8.count ?? 0
        guard cost <= remaining else { return nil }
        remaining -= cost
        let label = words("effect.reads")
        let commands = found.map { address, command in
            CommandItem(
                address: address, symptom: symptom.id, language: command.language, text: command.text, label: label,
                run: runs.html(of: address))
        }
        return (commands, resolution)
    }

    private mutating func html(ofSection section: Int) -> String {
        if let known = sections[section] { return known }
        let html = rendering.fragment(ofSection: section)
        sections[section] = html
        return html
    }
}
