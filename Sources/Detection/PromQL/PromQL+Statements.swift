extension PromQL {
    /// One expression of a fenced block, with where it stands there.
    package struct Statement: Sendable {
        /// The tree; its places are those of the part of the block that was parsed.
        package let expression: Expression
        /// The text as written, from its first word to its last; comments around it are left out, inner ones kept.
        package let source: String
        /// The text to send and to export: as written, or canonical where an older Prometheus reads only that.
        package let readable: String
        /// The line of the block, from 1, on which `source` begins.
        package let line: Int

        fileprivate init(_ expression: Expression, source: String, line: Int, isNewlySpelled: Bool) {
            self.expression = expression
            self.source = source
            self.readable = isNewlySpelled ? expression.text : source
            self.line = line
        }
    }

    /// A part of a block that is no expression.
    package struct Unreadable: Error {
        /// The part as it is written, without the rest of the block.
        package let source: String
        /// Why; its place is that in the block.
        package let error: PromQLError
    }

    /// The expressions of a block, in order; what can't be read is an error in its place.
    ///
    /// A block is one expression if it can be. If not, a new one begins with the first word of a line that can't
    /// continue the one before; then blank lines divide, and at last each line is an expression if all of them are.
    package static func statements(in block: String) -> [Result<Statement, Unreadable>] {
        let whole = Part(bytes: Array(block.utf8), line: 1, offset: 0)
        if whole.isEmpty { return [] }
        if let all = whole.consecutive() { return all.map { .success($0) } }
        var results: [Result<Statement, Unreadable>] = []
        for part in whole.paragraphs() where !part.isEmpty {
            if let all = part.consecutive() ?? part.linewise() {
                results += all.map { .success($0) }
            } else {
                results.append(part.single())
            }
        }
        return results
    }

    /// Some lines of a block; each part has its own bytes, so that the work stays linear.
    private struct Part {
        let bytes: [UInt8]
        /// The line of the block, from 1, and the byte at which the part begins.
        let line: Int
        let offset: Int

        var isEmpty: Bool {
            do {
                return try Parser(bytes).token.kind == .end
            } catch {
                return false
            }
        }

        /// The expressions that follow each other, if nothing else is in the part.
        func consecutive() -> [Statement]? {
            var statements: [Statement] = []
            var line = line
            var counted = 0
            do {
                var parser = try Parser(bytes)
                while parser.token.kind != .end {
                    let start = parser.token.range.lowerBound
                    guard statements.isEmpty || beginsLine(start) else { return nil }
                    parser.isNewlySpelled = false
                    let expression = try parser.expression(binding: 1)
                    line += bytes[counted..<start].count { $0 == UInt8(ascii: "\n") }
                    counted = start
                    let text = String(decoding: bytes[start..<parser.lastEnd], as: UTF8.self)
                    statements.append(
                        Statement(expression, source: text, line: line, isNewlySpelled: parser.isNewlySpelled))
                }
            } catch {
                return nil
            }
            return statements
        }

        /// The expressions of the part if every line holds one, or none.
        func linewise() -> [Statement]? {
            var statements: [Statement] = []
            for line in lines() {
                guard let one = line.consecutive(), one.count < 2 else { return nil }
                statements += one
            }
            return statements
        }

        /// The part as one expression, or what keeps it from being one.
        func single() -> Result<Statement, Unreadable> {
            do throws(PromQLError) {
                var parser = try Parser(bytes)
                let start = parser.token.range.lowerBound
                let expression = try parser.wholeExpression()
                let text = String(decoding: bytes[start..<parser.lastEnd], as: UTF8.self)
                let lines = bytes[..<start].count { $0 == UInt8(ascii: "\n") }
                return .success(
                    Statement(expression, source: text, line: line + lines, isNewlySpelled: parser.isNewlySpelled))
            } catch {
                return .failure(
                    Unreadable(
                        source: String(decoding: bytes, as: UTF8.self),
                        error: PromQLError(error, movedBy: line - 1, bytes: offset)))
            }
        }

        private func beginsLine(_ position: Int) -> Bool {
            for byte in bytes[..<position].reversed() {
                if byte == UInt8(ascii: "\n") { return true }
                if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t"), byte != UInt8(ascii: "\r") { return false }
            }
            return true
        }

        private func lines() -> [Part] {
            var parts: [Part] = []
            var start = 0
            for (number, bytes) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .enumerated()
            {
                parts.append(Part(bytes: Array(bytes), line: line + number, offset: offset + start))
                start += bytes.count + 1
            }
            return parts
        }

        /// The parts between lines with nothing on them.
        func paragraphs() -> [Part] {
            lines().split { $0.bytes.allSatisfy { $0 == UInt8(ascii: " ") || $0 == 9 || $0 == 13 } }
                .compactMap { lines in
                    lines.first.map { first in
                        let bytes = Array(lines.map(\.bytes).joined(separator: [UInt8(ascii: "\n")]))
                        return Part(bytes: bytes, line: first.line, offset: first.offset)
                    }
                }
        }
    }
}
