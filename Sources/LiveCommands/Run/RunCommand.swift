package import ArgumentParser
import Catalogue
import Commands
import Detection
import Foundation
import Index
import Journal
import KnowledgeBase
import Live

/// `kb run`: runs a command of a note, after it was shown and allowed.
package struct RunCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "run", abstract: Interface.words("run.abstract"), discussion: Interface.words("run.discussion"))

    @Argument(help: Interface.help("run.address", valueName: "note#symptom"), completion: Completion.symptoms)
    var address: String?

    @Flag(name: .customLong("yes"), help: Interface.help("run.yes"))
    var isAgreed = false

    @Option(help: Interface.help("run.arm", valueName: "fingerprint"))
    var arm: String?

    @Flag(name: .customLong("list"), help: Interface.help("run.list"))
    var isList = false

    @Option(help: Interface.help("run.alert", valueName: "name or fingerprint"), completion: Completion.alerts)
    var alert: String?

    @Option(help: Interface.help("triage.prometheus", valueName: "url"))
    var prometheus: String?

    @OptionGroup var values: ValueOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var display: DisplayOptions
    @OptionGroup var folder: FolderOptions

    package init() {}

    package func validate() throws {
        guard isList || address != nil || alert != nil else {
            throw ValidationError(Interface.words("run.address.missing"))
        }
    }

    package func run() throws {
        let session = try Session.upToDate(notes: folder.notes)
        let journal = try session.journal()
        if isList { return try showList(session, journal) }
        let configuration = try UserConfiguration(session.environment)
        let told = try alert.map { try NamedAlert($0, session, journal) }
        let commands = try session.base.commands(at: address ?? told?.address() ?? "")
        if let arm, let command = commands.first(where: { !$0.changes }) {
            throw Failure.invalidValue(
                option: "--arm", value: ControlCharacters.visible(arm),
                advice: Interface.words("run.arm.detection", ControlCharacters.visible(command.address)))
        }
        try ParameterNames.check(values.parameters.values().keys, among: commands.flatMap(\.parameters))
        let given = try values.values(
            configuration, session.environment, told: told?.values(for: commands.first?.parameters ?? []) ?? [:])
        try values.tellIdleProfile(configuration, session.environment, among: commands.flatMap(\.standingParameters))
        let run = TerminalRun(
            session: session, configuration: configuration, journal: journal, given: given, isAgreed: isAgreed,
            arm: arm,
            isQuiet: list.form != .text, display: display, prometheus: prometheus)
        var outcomes: [TerminalRun.Outcome] = []
        for command in commands {
            outcomes += try run.perform(command, isAlone: commands.count == 1)
        }
        if list.form != .text { try session.write(outcomes.compactMap(\.row), as: list.form) }
        if let code = outcomes.map(\.code).max(), code != 0 { throw ExitCode(code) }
    }

    private func showList(_ session: Session, _ journal: Journal) throws {
        let path = try address.map { reference in
            try session.base.summary(of: String(reference.prefix { $0 != "#" })).path
        }
        let rows = try journal.runs(notes: session.base.folder.root, path: path, limit: 200).map { RunRow($0) }
        guard list.form == .text else { return try session.write(rows, as: list.form) }
        let terminal = Terminal(color: display.color, environment: session.environment)
        try session.show(
            RunListText(words: Interface.words).text(rows), on: terminal, isPagerOff: display.isPagerOff)
        if rows.isEmpty { StandardStream.tell(Interface.words("run.list.none")) }
    }
}
