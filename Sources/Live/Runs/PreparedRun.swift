package import Detection
import Foundation
package import Notes

/// A command with its values in place and its runner chosen: exactly what is shown, and exactly what runs.
package struct PreparedRun: Sendable {
    /// The text with the values of its parameters.
    package let text: String
    /// The runner's argument vector as it is configured, without the text.
    package let runner: [String]
    /// What the supervisor is told.
    package let job: RunJob
    /// Hides the secrets that the program sees from all that is shown and kept of its output.
    package let mask: SecretMask

    /// Of all that runs, the values in their places: what a note says of its parameters may change while its commands stay.
    package var fingerprint: Fingerprint {
        Fingerprint(language: "run", text: (job.arguments + [job.input]).joined(separator: "\0"))
    }

    /// Variables that every program needs; a name that ends in `*` stands for all that begin so.
    private static let variables = ["PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_*", "TZ", "TMPDIR"]

    /// Chooses the runner of the language, puts the values in and looks up the programs.
    ///
    /// - Throws: `RunError`, `ParameterError`
    package init(
        language: String, text: String, values: ParameterValues, _ configuration: UserConfiguration,
        _ environment: [String: String]
    ) throws {
        guard let runner = configuration.runners[language] else {
            throw language.isEmpty
                ? RunError.noLanguage(known: configuration.runners.keys.sorted())
                : RunError.noRunner(language: language, known: configuration.runners.keys.sorted())
        }
        let isSQL = runner.bindsLikePsql || language.hasSuffix("sql")
        let isShell = ShellTranscript.shells.contains((runner.arguments[0] as NSString).lastPathComponent)
        switch BlockFault(text, isShell: isShell, isSQL: isSQL) {
        case .onlyComments: throw RunError.onlyComments
        case .prompt(let prompt): throw RunError.prompt(prompt)
        case nil: break
        }
        let search = SearchPath(environment)
        var arguments = runner.arguments
        var filled = text
        if runner.bindsLikePsql {
            let bound = try values.sql(text) { ":'kb\($0)'" }
            filled = bound.text
            for (index, value) in bound.values.enumerated() { arguments += ["-v", "kb\(index + 1)=\(value)"] }
        } else if isSQL {
            guard try values.shell(text) == text else { throw RunError.cannotBind(language: language) }
        } else {
            filled = try values.shell(text)
        }
        guard filled.utf8.count <= RunJob.longestText else { throw RunError.tooLong }
        guard !filled.utf8.contains(0) else { throw RunError.holdsNull }
        let names = [runner.arguments[0]] + (isShell ? ShellPrograms.names(in: filled) : [])
        for name in names where search.find(name) == nil { throw RunError.missingProgram(name) }
        arguments[0] = search.find(runner.arguments[0]) ?? runner.arguments[0]
        if runner.text == .argument { arguments.append(filled) }
        let allowed = Self.variables + configuration.environment
        let seen = environment.filter { name, _ in
            allowed.contains { $0.hasSuffix("*") ? name.hasPrefix($0.dropLast()) : name == $0 }
        }
        let secrets = seen.filter { name, _ in
            ["SECRET", "PASSWORD", "TOKEN", "KEY", "CREDENTIAL"].contains { name.uppercased().contains($0) }
        }
        self.text = filled
        self.runner = runner.arguments
        mask = SecretMask(values: Array(secrets.values), patterns: configuration.secrets)
        job = RunJob(
            arguments: arguments, environment: seen.merging(["PATH": search.text, "TERM": "dumb"]) { $1 },
            folder: configuration.folder ?? environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/",
            input: runner.text == .input ? filled : "", limits: configuration.limits,
            isIsolated: configuration.isIsolated)
    }
}

/// Why a command is not run.
package enum RunError: ExplainedError, Hashable, Sendable {
    case noRunner(language: String, known: [String])
    case noLanguage(known: [String])
    case onlyComments
    case prompt(String)
    case missingProgram(String)
    case cannotBind(language: String)
    case tooLong
    case holdsNull

    /// One sentence for a person.
    package var sentence: Sentence {
        switch self {
        case .noRunner(let language, let known):
            Sentence(
                "run.refused.runner",
                "No runner is configured for `%1`; known are %2. Add one under runners in kb/config.yaml.",
                VisibleText.excerpt(language, limit: 40), known.joined(separator: ", "))
        case .noLanguage(let known):
            Sentence(
                "run.refused.language",
                "The block names no language; write the one that runs it behind its fence: %1.",
                known.joined(separator: ", "))
        case .onlyComments:
            Sentence(
                "run.refused.comments",
                "The block holds only comments, so nothing would run; a `#` that stands for the prompt of root must go."
            )
        case .prompt(let prompt):
            Sentence(
                "run.refused.prompt",
                "The block begins with the prompt `%1`, and a command runs exactly as it stands; leave the prompt and "
                    + "the output away.", VisibleText.excerpt(prompt, limit: 80))
        case .missingProgram(let name):
            Sentence(
                "run.refused.program", "The program `%1` is missing on this machine; nothing was run.",
                VisibleText.excerpt(name, limit: 80))
        case .cannotBind(let language):
            Sentence(
                "run.refused.bind",
                "The runner of `%1` can't bind values, and they are never pasted into SQL; run it without parameters, "
                    + "or use psql.", VisibleText.excerpt(language, limit: 40))
        case .tooLong:
            Sentence(
                "run.refused.long", "The command is longer than %1 bytes; nothing was run.", "\(RunJob.longestText)")
        case .holdsNull: Sentence("run.refused.null", "The command holds a NUL character; nothing was run.")
        }
    }
}
