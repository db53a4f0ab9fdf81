import ArgumentParser

/// The forms of a list.
package enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, jsonl, path
}

/// In which form a list comes out.
package struct ListOptions: ParsableArguments {
    @Option(help: Interface.help("terminal.option.format", valueName: "form"))
    var format: ListFormat?

    @Flag(name: .customLong("json"), help: Interface.help("terminal.option.json"))
    var isJSON = false

    package init() {}

    /// The form that was asked for; `--json` is short for `--format json`.
    package var form: ListFormat { format ?? (isJSON ? .json : .text) }
}
