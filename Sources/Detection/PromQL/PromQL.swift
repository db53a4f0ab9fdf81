package import Notes

/// Prometheus's query language (2.42 to 3.x): text to a tree with positions and types, and back to canonical text.
///
/// The grammar is that of Prometheus's `promql/parser/generated_parser.y`. Parsing takes linear time, and nesting is
/// bounded, so that no text can exhaust the stack here or in anything that walks the tree.
package enum PromQL {
    /// The deepest nesting of a text; real alerts stay below 20.
    static let deepest = 200
    /// The greatest height of a tree: a chain `a or b or c` is one level of nesting, and as high as it is long.
    static let highest = 500

    /// The tree of one expression; comments and blanks around it are allowed.
    package static func parse(_ text: String) throws(PromQLError) -> Expression {
        var parser = try Parser(Array(text.utf8))
        return try parser.wholeExpression()
    }
}

/// Why a text is no PromQL expression, and where.
package struct PromQLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, without the place.
    package let problem: PromQL.Problem
    /// The place as an offset in bytes of UTF-8.
    package let offset: Int
    /// The line, from 1.
    package let line: Int
    /// The column in bytes, from 1, as Prometheus counts.
    package let column: Int

    /// What is wrong for a person, one sentence after the other.
    package var sentences: [Sentence] { problem.sentences }

    /// `line:column: what is wrong`.
    package var description: String { "\(line):\(column): " + sentences.map(\.english).joined(separator: " ") }

    init(_ problem: PromQL.Problem, at offset: Int, in source: [UInt8]) {
        self.problem = problem
        self.offset = min(offset, source.count)
        let before = source[..<self.offset]
        self.line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        self.column = self.offset - start + 1
    }

    /// The same error in a text of which this one's source is a part that begins on `line`, counted from 1.
    init(_ error: Self, movedBy lines: Int, bytes: Int) {
        self.problem = error.problem
        self.offset = error.offset + bytes
        self.line = error.line + lines
        self.column = error.column
    }
}
