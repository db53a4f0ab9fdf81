import Detection
import Foundation
package import Journal
package import KnowledgeBase
package import Live
import Notes

/// A run from its record in the journal to its verdict: what the terminal and the pages do alike.
package struct RecordedRun: Sendable {
    package let command: RunnableCommand
    package let prepared: PreparedRun
    private let rule: FiringRule?
    private let runner: CommandRunner
    private let journal: Journal
    private var record: RunRecord

    /// Records that it begins.
    ///
    /// - Parameters:
    ///   - notes: the notes folder.
    ///   - values: as they were put in.
    ///   - now: seconds since 1970.
    /// - Throws: `FiringRuleError`, or what the journal throws
    package init(
        _ command: RunnableCommand, _ prepared: PreparedRun, notes: String, values: [String: String], who: String,
        now: Double, journal: Journal, runner: CommandRunner = CommandRunner()
    ) throws {
        rule = try FiringRule(attributes: command.command.attributes)
        (self.command, self.prepared, self.runner, self.journal) = (command, prepared, runner, journal)
        record = RunRecord(
            notes: notes, path: command.path, address: command.address, symptom: command.symptom.id,
            language: command.command.language, fingerprint: command.fingerprint.hexadecimal, runner: prepared.runner,
            parameters: values, who: who, started: now)
        record.id = try journal.begin(record)
    }

    /// Its number in the journal.
    package var id: Int { record.id }

    /// Runs it to its end, or to that of the task, and records the outcome.
    ///
    /// - Parameter show: is given each line of output, without secrets.
    package func perform(_ show: @escaping @Sendable (CommandRunner.Stream, String) -> Void) async -> RunRecord {
        let gathered = GatheredOutput(prepared.mask)
        let start = ContinuousClock.now
        let ending = await runner.run(prepared.job) { stream, bytes in
            for line in await gathered.add(stream, bytes) { show(stream, line) }
        }
        for (stream, line) in await gathered.rest() { show(stream, line) }
        let duration = (ContinuousClock.now - start) / .seconds(1)
        let verdict = Self.verdict(
            ending, rule, output: await gathered.output, hasErrors: await gathered.hasErrors, prepared.job.limits)
        var record = record
        let outcome = RunRecord.Outcome(
            duration: (duration * 1000).rounded() / 1000, ending: ending.word,
            exitCode: ending.exitCode.map { Int($0) },
            verdict: verdict.kind.rawValue, message: verdict.message, output: await gathered.all)
        record.outcome = outcome
        // What was run is told even where it can't be written down.
        try? journal.end(run: record.id, outcome)
        return record
    }

    private static func verdict(
        _ ending: RunEnding, _ rule: FiringRule?, output: String, hasErrors: Bool, _ limits: RunLimits
    ) -> RunVerdict {
        switch ending {
        case .exited(let code): FiringRule.verdict(rule, exitCode: code, output: output, hasErrors: hasErrors)
        case .signalled(let signal): .error("The command was ended by signal \(signal).")
        case .timeLimit: .error("The command took longer than \(Int(limits.seconds)) s and was ended.")
        case .outputLimit: .error("The command wrote more than \(limits.outputBytes) bytes and was ended.")
        case .processLimit: .error("The command had more than \(limits.processes) processes and was ended.")
        case .cancelled: .error("The command was cancelled.")
        case .notStarted(let reason):
            .error("The command could not be started: \(VisibleText.excerpt(reason, limit: 200)).")
        case .lost: .error("The process that watched the command was killed; what became of the command is not known.")
        }
    }
}

/// What a run has written so far.
private actor GatheredOutput {
    private var lines: OutputLines
    private(set) var all = ""
    private(set) var output = ""
    private(set) var hasErrors = false

    init(_ mask: SecretMask) { lines = OutputLines(mask) }

    func add(_ stream: CommandRunner.Stream, _ bytes: [UInt8]) -> [String] {
        let new = lines.lines(stream, adding: bytes)
        for line in new { keep(stream, line) }
        return new
    }

    func rest() -> [(CommandRunner.Stream, String)] {
        let rest = [CommandRunner.Stream.output, .error].flatMap { stream in lines.rest(stream).map { (stream, $0) } }
        for (stream, line) in rest { keep(stream, line) }
        return rest
    }

    private func keep(_ stream: CommandRunner.Stream, _ line: String) {
        if stream == .output { output += line + "\n" } else { hasErrors = true }
        if all.utf8.count < Journal.longestOutput { all += line + "\n" }
    }
}
