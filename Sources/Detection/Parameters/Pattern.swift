/// A regular expression that takes linear time on any input: what a note declares for a parameter's value, or for a
/// command's output.
///
/// The syntax is RE2's for `|`, `*`, `+`, `?`, `{m,n}`, groups, classes with `[:digit:]` and its like, `.`, `^`, `$`, `\b`, `\d`, `\w`, `\s` and the
/// flags `(?i)`, `(?m)`, `(?s)` at the start; what else RE2 knows is refused. It is run as a set of states over the
/// text (Thompson, "Regular Expression Search Algorithm", 1968), which never goes back.
package struct Pattern: Sendable, CustomStringConvertible {
    /// The pattern as it was written.
    package let description: String
    let program: [Instruction]
    let flags: Flags

    /// One step of the program; a target is the index of an instruction.
    enum Instruction: Sendable {
        case one(CharacterSet)
        case split(Int, Int)
        case jump(Int)
        case assert(Assertion)
        case match
    }

    enum Assertion: Sendable {
        case start
        case end
        case wordBoundary
        case noWordBoundary
    }

    struct Flags: Sendable {
        var ignoresCase = false
        var multiline = false
        var dotMatchesNewline = false
    }

    /// Characters by their ranges, or all but those.
    struct CharacterSet: Sendable {
        var ranges: [ClosedRange<UInt32>]
        var negated = false

        func contains(_ value: UInt32) -> Bool { ranges.contains { $0.contains(value) } != negated }
    }

    /// The longest program; a pattern that needs more is refused.
    static let longest = 1000

    /// The pattern of a text, or why it is none.
    package init(_ text: String) throws(PatternError) {
        var compiler = Compiler(text)
        try compiler.compile()
        self.description = text
        self.program = compiler.program
        self.flags = compiler.flags
    }

    /// Whether the whole text is what the pattern says.
    package func matchesWhole(_ text: String) -> Bool { run(text, whole: true) }

    /// Whether the pattern is found anywhere in the text.
    package func isFound(in text: String) -> Bool { run(text, whole: false) }
}

/// Why a text is no pattern of ours.
package struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text that was refused.
    package let pattern: String
    /// Why, as the end of a sentence.
    package let reason: String

    /// One sentence for a person.
    package var description: String {
        "The pattern `\(VisibleText.excerpt(pattern, limit: 100))` can't be used: \(reason)."
    }
}
