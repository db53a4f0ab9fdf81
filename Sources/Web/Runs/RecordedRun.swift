import Detection
import Foundation
package import Journal
package import KnowledgeBase
package import Live
import Notes

/// A run from its record in the journal to its verdict: what the terminal and the pages do alike.
package struct RecordedRun: Sendable {
    /// The command as it stood in the note when it was shown.
    package let command: RunnableCommand
    /// What runs.
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
            verdict: verdict.kind.rawValue, sentence: verdict.sentence, output: await gathered.all)
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
        default: .error(Self.sentence(ending, limits))
        }
    }

    /// Why a command did not end by itself.
    private static func sentence(_ ending: RunEnding, _ limits: RunLimits) -> Sentence {
        switch ending {
        case .exited(let code): Sentence("run.verdict.failed", "The command failed with exit code %1.", "\(code)")
        case .signalled(let signal):
            Sentence("run.verdict.signal", "The command was ended by signal %1.", "\(signal)")
        case .timeLimit:
            Sentence("run.verdict.time", "The command took longer than %1 s and was ended.", "\(Int(limits.seconds))")
        case .outputLimit:
            Sentence(
                "run.verdict.output", "The command wrote more than %1 bytes and was ended.", "\(limits.outputBytes)")
        case .processLimit:
            Sentence(
                "run.verdict.processes", "The command had more than %1 processes and was ended.", "\(limits.processes)")
        case .cancelled: Sentence("run.verdict.cancelled", "The command was cancelled.")
        case .notStarted(let reason):
            Sentence(
                "run.verdict.not-started", "The command could not be started: %1.",
                VisibleText.excerpt(reason, limit: 200))
        case .lost:
            Sentence(
                "run.verdict.lost",
                "The process that watched the command was killed; what became of the command is not known.")
        }
    }
}

/// What a run has written so far.
private actor GatheredOutput {
    private var lines: OutputLines
    /// Both streams, without secrets, as far as the journal keeps them.
    private(set) var all = ""
    /// Standard output as it came, with its secrets: it is judged, and neither shown nor kept.
    private var judged: [UInt8] = []
    private(set) var hasErrors = false

    init(_ mask: SecretMask) { lines = OutputLines(mask) }

    var output: String { String(decoding: judged, as: UTF8.self) }

    func add(_ stream: CommandRunner.Stream, _ bytes: [UInt8]) -> [String] {
        if stream == .output { judged += bytes } else { hasErrors = true }
        let new = lines.lines(stream, adding: bytes)
        for line in new { keep(line) }
        return new
    }

    func rest() -> [(CommandRunner.Stream, String)] {
        let rest = [CommandRunner.Stream.output, .error].flatMap { stream in lines.rest(stream).map { (stream, $0) } }
        for (_, line) in rest { keep(line) }
        return rest
    }

    private func keep(_ line: String) {
        if all.utf8.count < Journal.longestOutput { all += line + "\n" }
    }
}
