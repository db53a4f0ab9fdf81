package import ArgumentParser
import Catalogue
import Index
import KnowledgeBase
import Notes

/// `kb symptoms`: what can go wrong, most urgent first.
package struct SymptomsCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "symptoms", abstract: Interface.words("terminal.symptoms.abstract"))

    @Argument(help: Interface.help("terminal.symptoms.note", valueName: "note"), completion: Completion.notes)
    var note: String?

    @OptionGroup var list: ListOptions
    @OptionGroup var display: DisplayOptions
    @OptionGroup var folder: FolderOptions

    package init() {}

    package func run() throws {
        let session = try Session.upToDate(notes: folder.notes)
        let path = try note.map { try session.base.summary(of: $0).path }
        let entries = try session.base.ask { try $0.symptoms(ofNoteAt: path) }
        guard !entries.isEmpty else {
            StandardStream.tell(Interface.words("terminal.symptoms.none"))
            if list.form == .json { try session.write([], as: .json) }
            throw ExitCode(1)
        }
        let rows = entries.map { SymptomRow($0) }
        guard list.form == .text else { return try session.write(rows, as: list.form) }
        let terminal = Terminal(color: display.color, environment: session.environment)
        try session.show(text(rows, on: terminal), on: terminal, isPagerOff: display.isPagerOff)
    }

    private func text(_ rows: [SymptomRow], on terminal: Terminal) -> String {
        guard terminal.isTerminal else { return rows.map { line($0, terminal.style) + "\n" }.joined() }
        let words = Interface.words
        let badges = Badges(words: words)
        // The note that was named is the same on each line.
        let names = ["urgency", "symptom", "description", "impact", "commands"] + (note == nil ? ["note"] : [])
        let header = names.map { StyledText(words("terminal.column.\($0)"), .bold) }
        let cells = rows.map { row in
            let entry = row.entry
            return [
                entry.urgency.map { badges.urgency($0) } ?? StyledText("–", .dim),
                StyledText(ControlCharacters.visible(entry.symptom), .bold),
                StyledText(ControlCharacters.visible(entry.description.full)),
                StyledText(ControlCharacters.visible(entry.impact.full)), commands(entry.languages),
            ] + (note == nil ? [StyledText(ControlCharacters.visible(entry.note), .cyan)] : [])
        }
        return TableLayout(cells: terminal.cells, style: terminal.style)
            .lines(header: header, rows: cells, width: terminal.width, lastBelow: note == nil ? 2 : nil)
            .joined(separator: "\n")
    }

    /// The same on one line: `path:line: S1 High: description (impact) [bash, promql]`.
    private func line(_ row: SymptomRow, _ style: Style) -> String {
        let entry = row.entry
        var line = StyledText(ControlCharacters.visible("\(entry.path):\(entry.line)"), .cyan)
        line.append(": ")
        for badge in Badges(words: Interface.words).symptom(entry.symptom, entry.urgency) { line.append(badge) }
        line.append(": " + ControlCharacters.visible(entry.description.full))
        if !entry.impact.full.isEmpty { line.append(" (" + ControlCharacters.visible(entry.impact.full) + ")") }
        line.append(" [" + commands(entry.languages).plain + "]")
        return line.rendered(style)
    }

    /// The languages of the detection commands; a gap is said.
    private func commands(_ languages: [String]) -> StyledText {
        let names = languages.map { $0.isEmpty ? Interface.words("terminal.symptoms.plain") : $0 }
        guard !names.isEmpty else { return StyledText(Interface.words("terminal.symptoms.gap"), .yellow) }
        return StyledText(ControlCharacters.visible(names.joined(separator: ", ")), .dim)
    }
}
