package import ArgumentParser
import Catalogue

/// Values for the parameters of a note's commands.
package struct ParameterOptions: ParsableArguments {
    /// As typed, one `name=value` for each `--param`; `values` reads them.
    @Option(name: .customLong("param"), help: Interface.help("triage.param", valueName: "name=value"))
    package var given: [String] = []

    package init() {}

    /// The values by the parameters' names.
    ///
    /// - Throws: `Failure.invalidValue` where there is no `=`.
    package func values() throws -> [String: String] {
        var values: [String: String] = [:]
        for text in given {
            guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
                throw Failure.invalidValue(
                    option: "--param", value: ControlCharacters.visible(text),
                    advice: Interface.words("triage.param.advice"))
            }
            values[String(text[..<equals])] = String(text[text.index(after: equals)...])
        }
        return values
    }
}
