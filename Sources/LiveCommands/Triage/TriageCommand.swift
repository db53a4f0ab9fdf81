package import ArgumentParser
import Catalogue
import Commands
import Detection
import Foundation
import KnowledgeBase
import Live

/// `kb triage`: which symptoms are firing now.
package struct TriageCommand: AnsweringByCode {
    /// 2 would say that a symptom fires, and 1 that one of a lower urgency does.
    package static let wrongUse: Int32 = 3
    /// Between two measurements where no seconds are named.
    private static let interval = WatchValue.seconds(10)

    package static let configuration = CommandConfiguration(
        commandName: "triage", abstract: Interface.words("triage.abstract"),
        discussion: Interface.words("triage.discussion"))

    @Argument(help: Interface.help("triage.notes", valueName: "note"), completion: Completion.notes)
    var named: [String] = []

    @Flag(name: .customLong("all"), help: Interface.help("triage.all"))
    var isAll = false

    @Option(
        name: .customLong("watch"), defaultAsFlag: TriageCommand.interval, parsing: .next,
        help: Interface.help("triage.watch", valueName: "seconds"))
    var watching: WatchValue?

    @Option(help: Interface.help("triage.timeout", valueName: "seconds"))
    var timeout = 10.0

    @Option(help: Interface.help("triage.prometheus", valueName: "url"))
    var prometheus: String?

    @OptionGroup var values: ValueOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var display: DisplayOptions
    @OptionGroup var folder: FolderOptions

    package init() {}

    /// Seconds between two measurements; nil for one only.
    var watch: Double? { watching.map { $0.seconds ?? Self.interval.seconds } ?? nil }

    /// What names notes, the word behind `--watch` too where it is no number.
    var notes: [String] { [watching?.word].compactMap(\.self) + named }

    package func validate() throws {
        guard notes.isEmpty || !isAll else { throw ValidationError(Interface.words("triage.all.alone")) }
        guard (0.1...3600).contains(timeout) else { throw ValidationError(Interface.words("triage.timeout.range")) }
        guard watch.map({ (1...86_400).contains($0) }) ?? true else {
            throw ValidationError(Interface.words("triage.watch.range"))
        }
    }

    package func run() throws {
        let code: Int32
        do {
            code = try measure()
        } catch {
            StandardStream.tell("kb: " + Failure.sentence(for: error))
            throw ExitCode(Self.wrongUse)
        }
        if code != 0 { throw ExitCode(code) }
    }

    /// Measures once, or again and again until it is ended; returns the exit code.
    private func measure() throws -> Int32 {
        let session = try Session(notes: folder.notes)
        let settings = try PrometheusSettings(flag: prometheus, environment: session.environment)
        let configuration = try UserConfiguration(session.environment)
        let values = try values.values(configuration, session.environment)
        let start = try Clock.now(session.environment)
        let references = notes.isEmpty ? nil : notes
        if let word = watching?.word {
            try session.catchUp()
            do { _ = try session.base.summary(of: word) } catch KnowledgeBaseError.noSuchNote {
                throw Failure.invalidValue(
                    option: "--watch", value: ControlCharacters.visible(word),
                    advice: Interface.words("triage.watch.advice"))
            }
        }
        if !self.values.parameters.given.isEmpty || self.values.profile != nil {
            try session.catchUp()
            let parameters = try session.base.runbooks(references).flatMap(\.note.parameters)
            try ParameterNames.check(self.values.parameters.values().keys, among: parameters)
            try self.values.tellIdleProfile(configuration, session.environment, among: parameters.map(\.name))
        }
        let client = PrometheusClient(settings)
        // Also where a note that was named is not there, or is no more.
        defer { try? Blocking.run { await client.shutdown() } }
        let limit = Duration.seconds(timeout)
        let environment = session.environment
        func measured() throws -> [TriageRow] {
            try session.catchUp()
            let triage = try session.base.triage(of: references, values)
            return try Blocking.run {
                await triage.rows(client, within: limit) { (try? Clock.now(environment)) ?? start }
            }
        }
        let rows = try measured()
        try show(rows, session)
        guard let watch else { return rows.triageExitCode }
        while true {
            Thread.sleep(forTimeInterval: watch)
            let rows: [TriageRow]
            do { rows = try measured() } catch {
                // What can't be read now, as while a folder is exchanged, may be there in the next round.
                StandardStream.tell("kb: " + Failure.sentence(for: error))
                continue
            }
            try show(rows, session)
        }
    }

    private func show(_ rows: [TriageRow], _ session: Session) throws {
        let text = TriageText(words: Interface.words)
        if list.form == .text {
            let terminal = Terminal(color: display.color, environment: session.environment)
            // Home and clear, so that what is watched stays in its place.
            if watch != nil, terminal.isTerminal { try StandardStream.output.write("\u{1B}[H\u{1B}[2J") }
            var still = display
            if watch != nil { still.isPagerOff = true }
            let shown = text.text(rows, on: terminal, isOneNote: notes.count == 1)
            try session.show(shown, on: terminal, isPagerOff: still.isPagerOff)
        } else {
            try session.write(rows, as: list.form)
        }
        StandardStream.tell(text.summary(rows))
    }
}
