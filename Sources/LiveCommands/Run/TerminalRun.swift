import Catalogue
import Commands
import Detection
import Foundation
import Journal
import KnowledgeBase
import Live
import Notes
import Web

/// One command after the other, shown to a person in the terminal, allowed by them, and run.
struct TerminalRun {
    /// What came out, with the exit code that it makes.
    struct Outcome {
        var row: (any Row)?
        var code: Int32
    }

    let session: Session
    let configuration: UserConfiguration
    let journal: Journal
    let given: [String: String]
    let isAgreed: Bool
    let arm: String?
    /// Whether nothing but the rows goes to standard output.
    let isQuiet: Bool
    let display: DisplayOptions
    let prometheus: String?

    private var words: Catalogue { Interface.words }
    private var root: String { session.base.folder.root }

    /// - Parameter isAlone: whether the person named this command and no other.
    func perform(_ command: RunnableCommand, isAlone: Bool) throws -> [Outcome] {
        let values = ParameterValues(command.parameters, given)
        if command.command.language == "promql" { return try measure(command, isAlone: isAlone) }
        let prepared: PreparedRun
        do {
            prepared = try PreparedRun(
                language: command.command.language, text: command.command.text, values: values, configuration,
                session.environment)
        } catch let error as RunError {
            return [refused(command, words([error.sentence]), code: 3)]
        } catch let error as ParameterError {
            return [refused(command, words([error.sentence]), code: 2)]
        }
        CommandText.show(command, runner: prepared.runner, text: prepared.text)
        guard try isAllowed(command, prepared, isAlone: isAlone) else { return [Outcome(row: nil, code: 2)] }
        let run: RecordedRun
        do {
            run = try RecordedRun(
                command, prepared, notes: root, values: values.used(in: command.command.text),
                who: Reviewer(session.environment).name, now: Double(try Clock.now(session.environment)),
                journal: journal)
        } catch let error as FiringRuleError { return [refused(command, words([error.sentence]), code: 3)] }
        let record = try follow(run)
        guard let outcome = record.outcome else { return [] }
        let verdict = Verdict.Kind(rawValue: outcome.verdict) ?? .error
        StandardStream.tell(RunListText(words: words).summary(command.address, outcome))
        let code: Int32 =
            switch verdict {
            case .firing: 1
            case .blind, .error: 3
            case .clear, .observed: 0
            }
        return [Outcome(row: RunRow(record), code: code)]
    }

    private func refused(_ command: RunnableCommand, _ sentence: String, code: Int32) -> Outcome {
        StandardStream.tell("kb: \(ControlCharacters.visible(command.address)): \(ControlCharacters.visible(sentence))")
        return Outcome(row: nil, code: code)
    }

    /// Whether the person allows it, now or before.
    private func isAllowed(_ command: RunnableCommand, _ prepared: PreparedRun, isAlone: Bool) throws -> Bool {
        let trust = TrustFolder(session.environment)
        let entry = TrustEntry(
            notes: root, path: command.path, fingerprint: command.fingerprint,
            parameters: command.parametersFingerprint, runner: prepared.runner)
        // A line feed in the name of a note begins no line of its own.
        let address = ControlCharacters.visible(command.address)
        if command.changes {
            guard isAlone, let arm, arm.utf8.count >= 8, command.fingerprint.hexadecimal.hasPrefix(arm.lowercased())
            else {
                StandardStream.tell(
                    words("run.arm.needed", address, String(command.fingerprint.hexadecimal.prefix(12))))
                return false
            }
        }
        let isTrusted = trust.contains(entry)
        if isTrusted, !command.changes || isAgreed { return true }
        guard !isAgreed, isatty(STDIN_FILENO) == 1 else {
            StandardStream.tell(
                words(
                    "run.untrusted", address, command.fingerprint.hexadecimal, ShellWord.quoted(address)))
            return false
        }
        switch Question.ask(words(command.changes ? "run.ask.changes" : "run.ask")) {
        case .once: return true
        case .always:
            try trust.add(entry)
            return true
        case .no:
            StandardStream.tell(words("run.not"))
            return false
        }
    }

    /// Runs it; Control-C ends the command, and kb lives on to record that.
    private func follow(_ run: RecordedRun) throws -> RunRecord {
        let isQuiet = isQuiet
        let work = Task {
            await run.perform { stream, line in
                let text = ControlCharacters.visible(line) + "\n"
                if stream == .error || isQuiet {
                    StandardStream.tell(String(text.dropLast()))
                } else {
                    try? StandardStream.output.write(text)
                }
            }
        }
        let numbers = [SIGINT, SIGTERM, SIGHUP]
        let handlers = numbers.map { signal($0, SIG_IGN) }
        let sources = numbers.map { number in
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { work.cancel() }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            // The next question can be left again.
            for (number, handler) in zip(numbers, handlers) { _ = signal(number, handler) }
        }
        return try Blocking.run { await work.value }
    }

    /// PromQL is asked as triage asks it; that runs nothing here, and needs no trust.
    private func measure(_ command: RunnableCommand, isAlone: Bool) throws -> [Outcome] {
        let settings: PrometheusSettings
        do { settings = try PrometheusSettings(flag: prometheus, environment: session.environment) } catch {
            return [refused(command, words([error.sentence]), code: isAlone ? 3 : 0)]
        }
        let targets = try session.base.note(at: command.path).note.detectionTargets(given)
            .filter { $0.command == command.address }
        let client = PrometheusClient(settings)
        let now = try Clock.now(session.environment)
        let rows = try Blocking.run {
            let rows = await Triage(targets).rows(now: { now }) { await client.instant($0, within: .seconds(10)) }
            await client.shutdown()
            return rows
        }
        let text = TriageText(words: words)
        let terminal = Terminal(color: display.color, environment: session.environment)
        if !isQuiet {
            let shown = text.text(rows, on: terminal, isOneNote: true)
            try session.show(shown, on: terminal, isPagerOff: display.isPagerOff)
        }
        StandardStream.tell(text.summary(rows))
        let code: Int32 = rows.contains { $0.verdict?.kind == .firing } ? 1 : rows.triageExitCode == 3 ? 3 : 0
        return rows.map { Outcome(row: $0, code: code) }
    }
}
