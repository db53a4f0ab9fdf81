import Catalogue
import KnowledgeBase

/// A line of a list as a person wants it: text with keys of the row between braces, such as `{path}:{line}\t{title}`.
///
/// `\t`, `\n` and `\\` stand for what they do in C, `{{` and `}}` for braces.
package struct ListTemplate: Sendable, Equatable {
    private enum Piece: Sendable, Equatable {
        case text(String)
        case key(String)
    }

    private let pieces: [Piece]

    /// Nil when there is no key in it, or a brace has no partner.
    init?(_ source: String) {
        var pieces: [Piece] = []
        var text = ""
        var characters = Array(source)[...]
        while let character = characters.popFirst() {
            switch (character, characters.first) {
            case ("\\", "t"): text += "\t"
            case ("\\", "n"): text += "\n"
            case ("\\", "\\"): text += "\\"
            case ("{", "{"), ("}", "}"): text.append(character)
            case ("{", _):
                guard let end = characters.firstIndex(of: "}"), end > characters.startIndex else { return nil }
                if !text.isEmpty { pieces.append(.text(text)) }
                text = ""
                pieces.append(.key(String(characters[..<end])))
                characters = characters[(end + 1)...]
                continue
            case ("}", _): return nil
            default:
                text.append(character)
                continue
            }
            characters.removeFirst()
        }
        if !text.isEmpty { pieces.append(.text(text)) }
        guard pieces.contains(where: { if case .key = $0 { true } else { false } }) else { return nil }
        self.pieces = pieces
    }

    /// The line of a row.
    ///
    /// - Throws: `Failure.invalidValue` when the row has no such key.
    func line(_ row: JSONObject) throws(Failure) -> String {
        var line = ""
        for piece in pieces {
            switch piece {
            case .text(let text): line += text
            case .key(let key):
                guard let value = row[key] else {
                    let keys = row.members.map { "{\($0.key)}" }.joined(separator: " ")
                    throw .invalidValue(
                        option: "--format", value: "{\(key)}", advice: Interface.words("terminal.format.keys", keys))
                }
                line += ControlCharacters.visible(Self.plain(value))
            }
        }
        return line
    }

    /// A value as a person reads it: no quotation marks, nothing for null.
    private static func plain(_ value: RowValue) -> String {
        switch value {
        case .text(let text): text
        case .null: ""
        case .list(let values): values.map(plain).joined(separator: ", ")
        case .integer(let number): String(number)
        case .decimal(let number): String(describing: number)
        case .flag(let flag): String(flag)
        case .object(let object): object.json
        }
    }
}
