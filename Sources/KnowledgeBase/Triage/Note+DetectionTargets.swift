import Detection
package import Notes

extension Note {
    /// What to ask for each symptom, in the order of the symptoms table: one target for each expression, one for a
    /// symptom without any, and one for what is left out of a symptom with too many.
    ///
    /// - Parameter values: of the note's parameters, by name; others keep their samples.
    package func detectionTargets(_ values: [String: String] = [:]) -> [DetectionTarget] {
        let values = ParameterValues(parameters, values)
        var blocks: [Int: MeasuredBlock] = [:]
        var amount = MeasuredAmount()
        return symptoms.enumerated().flatMap { ordinal, symptom -> [DetectionTarget] in
            func target(_ command: String?, _ line: Int, _ question: DetectionTarget.Question) -> DetectionTarget {
                DetectionTarget(
                    note: id, path: path, symptom: symptom, ordinal: ordinal, command: command, line: line,
                    question: question)
            }
            let all = commands(of: symptom.id)
            var found: [DetectionTarget] = []
            var leftOut: (count: Int, command: String, line: Int)?
            for (address, command) in all where command.language == "promql" {
                let block = blocks[command.line] ?? MeasuredBlock(command, values)
                blocks[command.line] = block
                let fitting = block.parts.prefix { amount.takes($0.question.source, of: symptom) }
                found += fitting.map { target(address, $0.line, $0.question) }
                guard fitting.count < block.count else { continue }
                leftOut = ((leftOut?.count ?? 0) + block.count - fitting.count, address, command.line)
            }
            if let leftOut { found.append(target(leftOut.command, leftOut.line, .leftOut(leftOut.count))) }
            return found.isEmpty ? [target(nil, symptom.line, .gap(languages: all.map(\.command.language)))] : found
        }
    }
}

/// The expressions of a block, read once for all symptoms that share it.
private struct MeasuredBlock {
    /// The first of them, with their lines in the file.
    let parts: [(line: Int, question: DetectionTarget.Question)]
    /// How many there are.
    let count: Int

    init(_ command: DetectionCommand, _ values: ParameterValues) {
        let statements = PromQL.statements(in: command.promQL)
        guard !statements.isEmpty else {
            let sentence = Sentence("verdict.no-expression", "The block holds no expression.")
            (parts, count) = ([(command.line, .unusable(source: command.text, [sentence]))], 1)
            return
        }
        count = statements.count
        parts = statements.prefix(MeasuredAmount.mostInBlock).map { statement in
            switch statement {
            case .success(let statement):
                return (command.line + statement.line - 1, Self.question(statement, values))
            case .failure(let part):
                let line = command.line + part.error.line - 1
                return (line, .unusable(source: part.source, column: part.error.column, part.error.sentences))
            }
        }
    }

    private static func question(_ statement: PromQL.Statement, _ values: ParameterValues) -> DetectionTarget.Question {
        do {
            let expression = try values.promql(statement.expression)
            // The text of the note keeps the places that a server's error tells; a value makes another text.
            let isAsWritten = expression.text == statement.expression.text
            let source = isAsWritten ? statement.readable : expression.text
            return .expression(source: source, try DetectionPlan(expression))
        } catch let error as any ExplainedError {
            return .unusable(source: statement.source, [error.sentence])
        } catch {
            return .unusable(source: statement.source, [Sentence(english: String(describing: error))])
        }
    }
}

extension DetectionCommand {
    /// The text as PromQL. The comment that gives a part of a block to a symptom may begin as those of other languages do,
    /// `// S2: …` or `-- S2: …`: such a line is emptied, so that the others keep their places.
    var promQL: String {
        let line = text.prefix { $0 != "\n" }
        let words = line.drop { $0 == " " || $0 == "\t" }
        guard ["//", "--"].contains(where: { words.hasPrefix($0) }),
            SymptomReference(words.dropFirst(2).drop { $0 == "#" || $0 == "-" })?.symptoms == symptoms
        else { return text }
        return String(text[line.endIndex...])
    }
}
