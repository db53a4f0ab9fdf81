package import ArgumentParser
import Catalogue
import Index
import KnowledgeBase
import Notes

/// `kb lint`: what is wrong with the notes, where, and what to do about it.
package struct LintCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "lint", abstract: Interface.words("terminal.lint.abstract"),
        discussion: Interface.words("terminal.lint.discussion"))

    @Argument(help: Interface.help("terminal.lint.notes", valueName: "note"), completion: Completion.notes)
    var notes: [String] = []

    @OptionGroup var list: ListOptions
    @OptionGroup var display: DisplayOptions
    @OptionGroup var folder: FolderOptions

    package init() {}

    package func run() throws {
        let session = try Session.upToDate(notes: folder.notes)
        let chosen = Set(try notes.map { try session.base.summary(of: $0).path })
        // Programs get the English of messages and advice; `line` tells people in their language.
        let english = Catalogue.of(.english)
        let rows = try session.base.findings { english("advice.\($0.rawValue)") }.filter {
            chosen.isEmpty || chosen.contains($0.path)
        }
        guard !rows.isEmpty else {
            StandardStream.tell(Interface.words("terminal.lint.clean"))
            if list.form == .json { try session.write([], as: .json) }
            return
        }
        if list.form == .text {
            let terminal = Terminal(color: display.color, environment: session.environment)
            let lines = rows.map { line($0).rendered(terminal.style) + "\n" }
            try session.show(lines.joined(), on: terminal, isPagerOff: display.isPagerOff)
        } else {
            try session.write(rows, as: list.form)
        }
        let notes = Set(rows.map(\.path)).count
        StandardStream.tell(Interface.words("terminal.lint.count", String(rows.count), String(notes)))
        throw ExitCode(1)
    }

    /// `path:line:column: rule: message. Advice.`
    private func line(_ row: FindingRow) -> StyledText {
        let words = Interface.words
        let finding = row.finding
        var line = StyledText(ControlCharacters.visible("\(row.path):\(finding.line):\(finding.column)"), .cyan)
        line.append(": ")
        switch finding.severity {
        case .error: line.append(finding.rule.rawValue, [.bold, .red])
        case .warning: line.append(finding.rule.rawValue, [.yellow])
        case .information: line.append(finding.rule.rawValue, [.green])
        }
        let message = ControlCharacters.visible(Sentence.clause(words(finding.sentences)))
        line.append(": " + words("terminal.lint.message", message))
        if words.language == .english { line.append(" ") }
        line.append(words("advice.\(finding.rule.rawValue)"), [.dim])
        return line
    }
}
