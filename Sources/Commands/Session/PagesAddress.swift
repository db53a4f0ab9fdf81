import Catalogue
import Foundation

/// Where the person's `kb serve` answers: a flag, else `KB_URL`, else this machine.
package struct PagesAddress: Sendable, Hashable {
    /// As it was given; it may end in slashes.
    package let text: String

    /// - Throws: `Failure.invalidValue` for what is no address of the web that paths can follow.
    package init(flag: String? = nil, _ environment: [String: String]) throws(Failure) {
        let named = environment["KB_URL"].flatMap { $0.isEmpty ? nil : $0 }
        text = flag ?? named ?? "http://127.0.0.1:8080"
        guard Self.isAddress(text) else {
            throw .invalidValue(
                option: flag == nil ? "KB_URL" : "--url", value: ControlCharacters.visible(text),
                advice: Interface.words("terminal.error.address"))
        }
    }

    /// Whether a text is an address of the web that paths can follow.
    package static func isAddress(_ text: String) -> Bool {
        guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F && !$0.properties.isWhitespace }),
            let parts = URLComponents(string: text), ["http", "https"].contains(parts.scheme?.lowercased() ?? ""),
            parts.query == nil, parts.fragment == nil
        else { return false }
        return parts.host?.isEmpty == false
    }
}
