package import Notes

/// What makes the output or the exit code of a command a verdict: `{firing=exit}`, `{firing=exit:1,2}`,
/// `{firing=output}` or `{firing=match:REGEX}` behind the language of a fence.
package enum FiringRule: Sendable {
    /// It fires when the exit code is not 0.
    case exit
    /// It fires when the exit code is one of these; any other but 0 is an error, such as a server that can't be asked.
    case exitCodes(Set<Int32>)
    /// It fires when anything but blanks is written to standard output.
    case output
    /// It fires when the pattern is found in standard output, or in one of its lines: `^` and `$` are those of a line.
    case match(Pattern)

    /// The rule that a fence's attributes state; nil where they state none.
    ///
    /// A pattern with blanks or braces stands in double quotes.
    ///
    /// - Throws: `FiringRuleError`
    package init?(attributes: String) throws(FiringRuleError) {
        guard let value = try Self.stated(in: attributes) else { return nil }
        var text = value
        if let quote = text.firstIndex(of: "\""), let last = text.lastIndex(of: "\""), quote < last {
            text = text[..<quote] + text[text.index(after: quote)..<last]
        }
        switch text {
        case "exit": self = .exit
        case "output": self = .output
        case _ where text.hasPrefix("exit:"):
            let codes = text.dropFirst(5).split(separator: ",", omittingEmptySubsequences: false).map { Int32($0) }
            guard codes.allSatisfy({ $0.map { (1...255).contains($0) } ?? false }) else {
                throw .unknown("firing=\(value)")
            }
            self = .exitCodes(Set(codes.compactMap(\.self)))
        case _ where text.hasPrefix("match:") && text != "match:":
            do { self = .match(try Pattern(String(text.dropFirst(6)))) } catch {
                throw .pattern(error.description)
            }
        default: throw .unknown("firing=\(value)")
        }
    }

    /// What follows `firing=`; nil where no attribute has that name, in whatever case.
    private static func stated(in attributes: String) throws(FiringRuleError) -> Substring? {
        var rest = attributes[...]
        if rest.first == "{" {
            rest = rest.dropFirst()
            if rest.last == "}" { rest = rest.dropLast() }
        }
        var stated: Substring?
        while !rest.isEmpty {
            let word = word(of: &rest)
            guard word.prefix(while: \.isLetter).lowercased() == "firing",
                word.dropFirst(6).first.map({ "=:".contains($0) }) ?? true
            else { continue }
            guard stated == nil, word.hasPrefix("firing=") else { throw .unknown(String(word)) }
            stated = word.dropFirst(7)
        }
        return stated
    }

    /// Takes the first word, which ends at a blank outside of double quotes.
    private static func word(of text: inout Substring) -> Substring {
        text = text.drop { $0 == " " || $0 == "\t" || $0 == "," }
        var isQuoted = false
        let word = text.prefix { character in
            if character == "\"" { isQuoted.toggle() }
            return isQuoted || (character != " " && character != "\t")
        }
        text = text[word.endIndex...]
        return word
    }

    /// What a run that ended by itself says.
    ///
    /// An output judges only where the command did not fail: 0, 141 (its reader had seen enough), or 1 without a word on
    /// standard error, which is how `grep` says that it found nothing.
    ///
    /// - Parameters:
    ///   - rule: nil where nothing is to be judged.
    ///   - output: of standard output.
    package static func verdict(
        _ rule: FiringRule?, exitCode: Int32, output: String, hasErrors: Bool
    ) -> RunVerdict {
        // What shells answer when a program is missing or can't be run.
        if exitCode == 126 || exitCode == 127 {
            return .error(
                Sentence(
                    "run.verdict.not-run", "A program of the command could not be run: exit code %1.", "\(exitCode)"))
        }
        let hasFailed = !(exitCode == 0 || exitCode == 141 || (exitCode == 1 && !hasErrors))
        switch rule {
        case .exitCodes(let codes) where exitCode != 0 && !codes.contains(exitCode):
            return .error(
                Sentence("run.verdict.failed", "The command failed with exit code %1.", "\(exitCode)"))
        case .exit, .exitCodes:
            return exitCode == 0
                ? RunVerdict(.clear, Sentence("run.verdict.exit-clear", "The exit code is 0."))
                : RunVerdict(.firing, Sentence("run.verdict.exit-firing", "The exit code is %1.", "\(exitCode)"))
        case .match(let pattern)
        where pattern.isFound(in: output)
            || output.split(whereSeparator: \.isNewline).contains { pattern.isFound(in: String($0)) }:
            return RunVerdict(
                .firing,
                Sentence(
                    "run.verdict.matches", "The output matches `%1`.",
                    VisibleText.excerpt(pattern.description, limit: 80)))
        case _ where hasFailed:
            return .error(
                Sentence("run.verdict.failed", "The command failed with exit code %1.", "\(exitCode)"))
        case .match: return RunVerdict(.clear, Sentence("run.verdict.matches-not", "The output does not match."))
        case .output:
            return output.allSatisfy(\.isWhitespace)
                ? RunVerdict(.clear, Sentence("run.verdict.silent", "The command wrote nothing."))
                : RunVerdict(.firing, Sentence("run.verdict.wrote", "The command wrote something."))
        case nil:
            return RunVerdict(
                .observed,
                Sentence(
                    "run.verdict.observed", "The exit code is %1; nothing judges the output.", "\(exitCode)"))
        }
    }
}

/// Why the `firing=` of a fence can't be used.
package enum FiringRuleError: ExplainedError, Hashable, Sendable {
    case unknown(String)
    case pattern(String)

    /// One sentence for a person.
    package var sentence: Sentence {
        switch self {
        case .unknown(let text):
            Sentence(
                "run.rule.unknown",
                "The fence says `%1`; write firing=exit, firing=exit:CODES, firing=output or firing=match:REGEX.",
                VisibleText.excerpt(text, limit: 80))
        case .pattern(let reason): Sentence("run.rule.pattern", "%1", reason)
        }
    }
}
