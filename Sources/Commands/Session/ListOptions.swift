import ArgumentParser
import Catalogue

/// In which form a list comes out.
package struct ListOptions: ParsableArguments {
    @Option(help: Interface.help("terminal.option.format", valueName: "form"))
    var format: ListFormat?

    @Flag(name: .customLong("json"), help: Interface.help("terminal.option.json"))
    var isJSON = false

    package init() {}

    package mutating func validate() throws {
        guard isJSON, let format, format != .json else { return }
        throw Self.contradiction("--json", "--format")
    }

    /// The flag that names a form other than one; nil where none does.
    func flag(otherThan form: ListFormat) -> String? {
        guard isJSON || format != nil, self.form != form else { return nil }
        return isJSON ? "--json" : "--format"
    }

    /// Two flags that ask for two forms of one answer: to drop either in silence would leave a program with what it can't
    /// read.
    static func contradiction(_ first: String, _ second: String) -> ValidationError {
        ValidationError(Interface.words("terminal.error.forms", first, second))
    }

    /// The form that was asked for; `--json` is short for `--format json`.
    package var form: ListFormat { format ?? (isJSON ? .json : .text) }
}
