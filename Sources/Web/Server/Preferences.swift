import HTTPTypes
import Hummingbird
import Notes

/// How a person wants pages to be: kept in cookies, changed by plain links.
struct Preferences: Sendable, Hashable {
    enum Theme: String, Sendable, CaseIterable {
        case auto, light, dark
    }

    /// Which half of bilingual titles, headings, cells and items is shown.
    enum Reading: String, Sendable, CaseIterable {
        case both, en, zh
    }

    var language: Language
    var theme = Theme.auto
    var reading = Reading.both

    /// The names of cookies are those of the parameters with this in front.
    private static let prefix = "kb-"
    static let parameters: Set<String> = ["lang", "theme", "reading"]

    /// Reads the cookies and `Accept-Language`; what the query says goes first.
    init(_ request: Request, _ query: FormFields) {
        let cookies = request.cookies
        func value(_ name: String) -> String? { query[name] ?? cookies[Self.prefix + name]?.value }
        language =
            query["lang"].flatMap { Language(rawValue: $0) }
            ?? cookies[Self.prefix + "lang"].flatMap { Language(rawValue: $0.value) }
            ?? Self.language(accepted: request.headers[.acceptLanguage] ?? "")
        theme = value("theme").flatMap { Theme(rawValue: $0) } ?? .auto
        reading = value("reading").flatMap { Reading(rawValue: $0) } ?? .both
    }

    /// Those of nobody in particular, in a language.
    init(_ language: Language) {
        self.language = language
    }

    /// The cookies that remember what a query asked for.
    func cookies(for query: FormFields) -> [String] {
        [("lang", language.rawValue), ("theme", theme.rawValue), ("reading", reading.rawValue)]
            .filter { query[$0.0] == $0.1 }
            .map { "\(Self.prefix)\($0.0)=\($0.1); Path=/; Max-Age=31536000; SameSite=Lax" }
    }

    /// The language of ours that an `Accept-Language` header prefers. Any Chinese counts as Chinese.
    static func language(accepted header: String) -> Language {
        var best: (language: Language, quality: Double)?
        for part in header.prefix(500).split(separator: ",") {
            let pieces = part.split(separator: ";")
            guard let tag = pieces.first?.trimmingSpaces().lowercased() else { continue }
            let weight = pieces.dropFirst().first { $0.trimmingSpaces().hasPrefix("q=") }
            let quality = weight.flatMap { Double($0.trimmingSpaces().dropFirst(2)) } ?? 1
            let language: Language? = tag.hasPrefix("zh") ? .chinese : tag.hasPrefix("en") ? .english : nil
            if let language, quality > (best?.quality ?? 0) { best = (language, quality) }
        }
        return best?.language ?? .english
    }
}
