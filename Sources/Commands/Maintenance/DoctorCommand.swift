package import ArgumentParser
import Catalogue
import Foundation
import Index
import KnowledgeBase

/// `kb doctor`: what is found where, and what to do about what is missing.
package struct DoctorCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: Interface.words("terminal.doctor.abstract"))

    @OptionGroup var list: ListOptions
    @OptionGroup var display: DisplayOptions
    @OptionGroup var folder: FolderOptions

    package init() {}

    package func run() throws {
        let environment = Interface.environment
        let checks = Examination(environment: environment, words: Interface.words).checks(of: folder)
        switch list.form {
        case .text: try StandardStream.output.write(text(checks, environment))
        case .json: try StandardStream.output.write(checks.map(\.object).jsonArray + "\n")
        case .jsonl: try StandardStream.output.write(checks.map { $0.object.json + "\n" }.joined())
        case .template(let template):
            for check in checks { try StandardStream.output.write(template.line(check.object) + "\n") }
        case .path: throw ValidationError(Interface.words("terminal.doctor.no-paths"))
        }
        if checks.contains(where: { $0.state == .broken }) { throw ExitCode(2) }
    }

    private func text(_ checks: [Check], _ environment: [String: String]) -> String {
        let terminal = Terminal(color: display.color, environment: environment)
        let rows = checks.map { check in
            var value = StyledText(ControlCharacters.visible(check.value))
            if let fix = check.fix { value.append("\n" + ControlCharacters.visible(fix), [.yellow]) }
            return [mark(check.state), StyledText(Interface.words("terminal.check.\(check.name)"), .bold), value]
        }
        return TableLayout(cells: terminal.cells, style: terminal.style)
            .lines(header: [], rows: rows, width: terminal.width).map { $0 + "\n" }.joined()
    }

    private func mark(_ state: Check.State) -> StyledText {
        switch state {
        case .fine: StyledText("✓", .green)
        case .missing: StyledText("–", .yellow)
        case .broken: StyledText("✗", .bold, .red)
        }
    }
}
