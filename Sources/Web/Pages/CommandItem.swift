import Mustache

/// A command on the board.
struct CommandItem: Sendable {
    let address: String
    let symptom: String
    let language: String
    let text: String
    /// What it does.
    let label: String
    /// The link that runs it, as HTML; nil where none can.
    let run: String?

    /// What stands around the text on the page, in bytes.
    static let frame = 300
}

extension CommandItem: MustacheParent {
    /// Without this the template would look for each field by reflection, here and in all that is around.
    func child(named name: String) -> Any? {
        switch name {
        case "address": address
        case "symptom": symptom
        case "language": language
        case "text": text
        case "label": label
        case "run": run ?? ""
        default: nil
        }
    }
}
