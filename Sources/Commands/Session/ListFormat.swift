package import ArgumentParser

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
