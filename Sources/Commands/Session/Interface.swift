package import ArgumentParser
package import Catalogue
import Live
import Notes

/// The words of the terminal, in the person's language.
package enum Interface {
    /// Chosen once, because the descriptions of commands and flags are made of it.
    package static let words = Catalogue.of(language(in: environment))

    /// The variables of this process, read once.
    package static let environment = ProcessVariables.all()

    /// `KB_LANG`, else what the locale says of messages: Chinese when it begins with `zh`, English otherwise.
    static func language(in environment: [String: String]) -> Language {
        let names = ["KB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        let chosen = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return chosen.lowercased().hasPrefix("zh") ? .chinese : .english
    }

    /// The description of a command or a flag.
    package static func help(_ key: String, valueName: String? = nil) -> ArgumentHelp {
        ArgumentHelp(words(key), valueName: valueName)
    }
}
