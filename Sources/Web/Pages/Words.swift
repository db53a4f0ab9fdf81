import Catalogue
import Mustache
import Notes

/// The interface's words as templates see them: `{{w.search.label}}` is the phrase `web.search.label`.
struct Words: MustacheParent, Sendable {
    let catalogue: Catalogue
    private var prefix = "web."

    init(_ language: Language) {
        catalogue = Catalogue.of(language)
    }

    func child(named name: String) -> Any? {
        let phrase = catalogue(prefix + name)
        if phrase != prefix + name { return phrase }
        var deeper = self
        deeper.prefix += name + "."
        return deeper
    }

    /// A phrase of the web with any number of arguments.
    func callAsFunction(_ key: String, _ arguments: [String]) -> String {
        catalogue.text("web." + key, arguments)
    }

    /// A phrase of the web with its arguments in place.
    func callAsFunction(_ key: String, _ arguments: String...) -> String { self(key, arguments) }
}
