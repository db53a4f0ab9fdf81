package import ArgumentParser
import Catalogue

/// The forms of a list.
package enum ListFormat: Sendable, Equatable, ExpressibleByArgument {
    case text, json, jsonl, path
    /// A line of the person's own for each row.
    case template(ListTemplate)

    /// A form by its name, else a template with keys of rows in braces; nil for a text that is neither.
    package init?(argument: String) {
        switch argument {
        case "text": self = .text
        case "json": self = .json
        case "jsonl": self = .jsonl
        case "path": self = .path
        default:
            guard let template = ListTemplate(argument) else { return nil }
            self = .template(template)
        }
    }

    /// What help names; a template stands for all of its kind.
    package static let allValueStrings = ["text", "json", "jsonl", "path", "{key} …"]
    /// What shells complete: a template must be typed.
    package static let defaultCompletionKind = CompletionKind.list(["text", "json", "jsonl", "path"])
}

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
