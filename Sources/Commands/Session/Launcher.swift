package import ArgumentParser
import Catalogue
import Foundation

/// From the arguments to the exit code: parses, runs, and says what went wrong in one line.
package enum Launcher {
    /// Runs the verb that the arguments name and returns the exit code: that of the verb, or 2 for wrong use and errors,
    /// where the verb names no other.
    package static func run(_ root: any ParsableCommand.Type, _ arguments: [String]) -> Int32 {
        StandardStream.occupyClosed()
        // A reader that has gone away shows itself as EPIPE.
        _ = signal(SIGPIPE, SIG_IGN)
        // The help of the help is that of the program.
        let arguments = arguments.starts(with: ["help", "help"]) ? Array(arguments.dropFirst()) : arguments
        do {
            if let task = PlainArguments(arguments)?.task { return try exitCode(of: task) }
            if arguments.first == "help",
                let unknown = UnknownVerb(arguments.dropFirst().filter { !$0.hasPrefix("-") }, of: root)
            {
                StandardStream.tell("kb: " + unknown.sentence)
                return 2
            }
            let arguments = try HyphenedWords.setApart(arguments)
            var command = try parse(arguments, root)
            do { return try exitCode { try command.run() } } catch {
                return explain(error, root, arguments, in: path(of: type(of: command), from: root) ?? [])
            }
        } catch let error as Failure {
            StandardStream.tell("kb: " + Failure.sentence(for: error))
            return 2
        } catch {
            return explain(error, root, arguments)
        }
    }

    /// - Throws: what the argument parser explains.
    private static func exitCode(of task: () throws -> Void) throws -> Int32 {
        do {
            try task()
            return 0
        } catch let code as ExitCode {
            return code.rawValue
        } catch  where isOurs(error) {
            StandardStream.tell("kb: " + Failure.sentence(for: error))
            return 2
        }
    }

    /// The command that the arguments mean.
    ///
    /// The parser looks at the options of every level, and that takes longer than most answers: when the first word is
    /// a verb, its own options alone are looked at. Whatever they do not explain is read from the top, so that errors
    /// and help are those of the whole program.
    private static func parse(
        _ arguments: [String], _ root: any ParsableCommand.Type
    ) throws -> any ParsableCommand {
        let verb = root.configuration.subcommands.first { $0.configuration.commandName == arguments.first }
        if let verb, verb.configuration.subcommands.isEmpty,
            let command = try? verb.parseAsRoot(Array(arguments.dropFirst())),
            // A request for help is a command of the parser's own.
            type(of: command) == verb
        {
            return command
        }
        return try root.parseAsRoot(arguments)
    }

    /// Errors of the argument parser carry their own text; a request for help is among them.
    private static func isOurs(_ error: any Error) -> Bool {
        !(error is CleanExit) && !(error is ValidationError)
            && !String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
    }

    /// - Parameter path: the words of the verb that threw it, where the parser does not know.
    private static func explain(
        _ error: any Error, _ root: any ParsableCommand.Type, _ arguments: [String], in path: [String] = []
    ) -> Int32 {
        let message = root.message(for: error)
        guard root.exitCode(for: error) != .success else {
            do {
                let isRead = !arguments.contains { argument in Self.forPrograms.contains { argument.hasPrefix($0) } }
                try StandardStream.output.write((isRead ? HelpText.translated(message) : message) + "\n")
                return 0
            } catch {
                StandardStream.tell("kb: " + Failure.sentence(for: error))
                return 2
            }
        }
        let help = path.isEmpty ? Self.help(named: error, root) : "kb \(path.joined(separator: " ")) --help"
        let words = help.split(separator: " ").map(String.init)
        if let unknown = UnknownVerb(in: message, of: root, behind: Array(words.dropFirst().dropLast())) {
            StandardStream.tell("kb: " + unknown.sentence)
            return 2
        }
        let use = UseSentence(message)
        let key =
            use.isUnknownOption && words.last == "--help" && words.dropLast() == ["kb", "search"]
            ? "terminal.error.use.search" : "terminal.error.use"
        StandardStream.tell("kb: " + Interface.words(key, use.text, help))
        let verb = verb(at: words.dropFirst().dropLast(), of: root)
        return (verb as? any AnsweringByCode.Type)?.wrongUse ?? 2
    }

    /// What the parser writes for shells and tools, as it is: completions are among its helps.
    private static let forPrograms = ["---completion", "--generate-completion-script", "--experimental-dump-help"]

    private static let rootHelp = "kb --help"

    /// The call for the help that explains the error, as far as the parser's message names it.
    private static func help(named error: any Error, _ root: any ParsableCommand.Type) -> String {
        let usage = root.fullMessage(for: error)
        guard let range = usage.firstRange(of: "See '"), let end = usage[range.upperBound...].firstIndex(of: "'")
        else { return rootHelp }
        return String(usage[range.upperBound..<end])
    }

    /// The verb that words name one behind the other; nil where one is no verb.
    private static func verb(
        at path: some Sequence<String>, of root: any ParsableCommand.Type
    ) -> (any ParsableCommand.Type)? {
        var verb = root
        for word in path {
            guard let child = verb.configuration.subcommands.first(where: { $0._commandName == word }) else {
                return nil
            }
            verb = child
        }
        return verb
    }

    /// The words that name a verb behind those of another; nil when it is none of its verbs.
    private static func path(
        of verb: any ParsableCommand.Type, from root: any ParsableCommand.Type
    ) -> [String]? {
        if verb == root { return [] }
        return root.configuration.subcommands.lazy.compactMap { child in
            path(of: verb, from: child).map { [child._commandName] + $0 }
        }.first
    }
}
