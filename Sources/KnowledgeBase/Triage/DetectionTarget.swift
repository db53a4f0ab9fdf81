package import Detection
package import Notes

/// A symptom with one expression that measures it, or the reason why there is none.
package struct DetectionTarget: Sendable {
    /// What is there to ask.
    package enum Question: Sendable {
        /// An expression with what it measures; `source` is the text to send, as far as possible that of the note.
        case expression(source: String, DetectionPlan)
        /// No command of the symptom is PromQL; the languages of those it has.
        case gap(languages: [String])
        /// What stands in the note can't be asked; one sentence.
        case unusable(source: String, message: String)
    }

    /// The id of the note.
    package let note: String
    /// The note's path, relative to the notes folder.
    package let path: String
    package let symptom: Symptom
    /// The symptom's place in its note, from 0.
    package let ordinal: Int
    /// The address of the command: `NOTE#S1.2`; nil for a gap.
    package let command: String?
    /// The line of the expression in the file, 1-based; that of the symptom's row for a gap.
    package let line: Int
    package let question: Question

    /// The expression to send; nil for a gap.
    package var source: String? {
        switch question {
        case .expression(let source, _), .unusable(let source, _): source
        case .gap: nil
        }
    }
}

extension Note {
    /// What to ask for each symptom, in the order of the symptoms table: one target for each expression, and one for a
    /// symptom without any.
    ///
    /// - Parameter values: of the note's parameters, by name; others keep their samples.
    package func detectionTargets(_ values: [String: String] = [:]) -> [DetectionTarget] {
        let values = ParameterValues(parameters, values)
        return symptoms.enumerated().flatMap { ordinal, symptom -> [DetectionTarget] in
            let all = commands(of: symptom.id)
            let found = all.filter { $0.command.language == "promql" }.flatMap { address, command in
                Self.questions(command, path: path, values).map { line, question in
                    DetectionTarget(
                        note: id, path: path, symptom: symptom, ordinal: ordinal, command: address, line: line,
                        question: question)
                }
            }
            guard found.isEmpty else { return found }
            let languages = all.map(\.command.language)
            return [
                DetectionTarget(
                    note: id, path: path, symptom: symptom, ordinal: ordinal, command: nil, line: symptom.line,
                    question: .gap(languages: languages))
            ]
        }
    }

    private static func questions(
        _ command: DetectionCommand, path: String, _ values: ParameterValues
    ) -> [(line: Int, question: DetectionTarget.Question)] {
        let statements = PromQL.statements(in: command.text)
        guard !statements.isEmpty else {
            return [(command.line, .unusable(source: command.text, message: "The block holds no expression."))]
        }
        return statements.map { statement in
            switch statement {
            case .success(let statement):
                (command.line + statement.line - 1, question(statement, values))
            case .failure(let error):
                (
                    command.line + error.line - 1,
                    .unusable(
                        source: command.text,
                        message: "\(path):\(command.line + error.line - 1):\(error.column): \(error.message)")
                )
            }
        }
    }

    private static func question(_ statement: PromQL.Statement, _ values: ParameterValues) -> DetectionTarget.Question {
        do {
            let expression = try values.promql(statement.expression)
            // The text of the note keeps the places that a server's error tells; a value makes another text.
            let isAsWritten = expression.text == statement.expression.text
            let source = isAsWritten ? statement.source : expression.text
            return .expression(source: source, try DetectionPlan(expression))
        } catch let error as ParameterError {
            return .unusable(source: statement.source, message: error.description)
        } catch let error as DetectionError {
            return .unusable(source: statement.source, message: error.description)
        } catch {
            return .unusable(source: statement.source, message: String(describing: error))
        }
    }
}
