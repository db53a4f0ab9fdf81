import HTTPTypes
import Notes
import Testing

@testable import Web

@Suite("Preferences", .serialized)
struct PreferenceTests {
    @Test(
        "the language follows Accept-Language",
        arguments: [
            ("", Language.english), ("zh-TW,zh;q=0.9,en;q=0.8", .chinese), ("en-GB,en;q=0.9,zh-TW;q=0.5", .english),
            ("fr,zh;q=0.3", .chinese), ("de", .english), ("en;q=0.2, zh-Hant;q=0.7", .chinese), ("zh;q=abc", .chinese),
        ])
    func accepted(header: String, language: Language) {
        #expect(Preferences.language(accepted: header) == language)
    }

    @Test("a link chooses the language, and a cookie remembers it")
    func cookie() async throws {
        let site = try TestSite()
        let chosen = try await site.get("/?lang=zh-Hant", headers: [.acceptLanguage: "en"])
        #expect(chosen.text.contains("<html lang=\"zh-Hant\""))
        #expect(chosen.headers[.setCookie]?.hasPrefix("kb-lang=zh-Hant; Path=/;") == true)
        let later = try await site.get("/", headers: [.acceptLanguage: "en", .cookie: "kb-lang=zh-Hant"])
        #expect(later.text.contains("<html lang=\"zh-Hant\""))
        #expect(later.headers[.setCookie] == nil)
    }

    @Test("the theme is in the page itself, so that nothing flashes")
    func theme() async throws {
        let page = try await TestSite().get("/", headers: [.cookie: "kb-theme=dark; kb-reading=zh"]).text
        #expect(page.contains("data-theme=\"dark\" data-reading=\"zh\""))
    }

    @Test("a preference that nobody knows is passed over", arguments: ["?lang=xx", "?theme=%22%3E", "?reading=<b>"])
    func unknown(query: String) async throws {
        let response = try await TestSite().get("/" + query)
        #expect(response.text.contains("<html lang=\"en\" data-theme=\"auto\" data-reading=\"both\">"))
        #expect(response.headers[.setCookie] == nil)
    }

    @Test("the switches keep the query of the page")
    func switches() async throws {
        let page = try await TestSite().text("/search?q=a%26b&lang=en")
        #expect(page.contains("href=\"/search?q=a%26b&amp;lang=zh-Hant\""))
    }
}
