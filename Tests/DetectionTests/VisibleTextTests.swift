import Testing

@testable import Detection

@Suite("What can't be seen is shown")
struct VisibleTextTests {
    @Test(
        "hidden characters are written out",
        arguments: [
            ("a\u{202E}b\u{2066}c\u{2069}", "a\\u{202E}b\\u{2066}c\\u{2069}"),
            ("a\u{200B}\u{200D}\u{FEFF}", "a\\u{200B}\\u{200D}\\u{FEFF}"),
            ("\u{1B}[2J\u{7}\0\u{7F}", "\\u{1B}[2J\\u{7}\\u{0}\\u{7F}"), ("\u{E0041}", "\\u{E0041}"),
            ("a\u{A0}b\u{3000}c", "a\\u{A0}b\u{3000}c"),
            ("\u{AD}\u{115F}\u{3164}\u{2800}", "\\u{AD}\\u{115F}\\u{3164}\\u{2800}"),
            ("\u{2028}\u{85}\u{E000}", "\\u{2028}\\u{85}\\u{E000}"), ("e\u{301}", "e\u{301}"),
        ])
    func hidden(text: String, shown: String) {
        #expect(VisibleText.escaped(text) == shown)
    }

    @Test("plain text of any language stays", arguments: ["kafka-topics.sh --list", "訂單佇列，延遲", "é ß ا", "😀 ❤️"])
    func plain(text: String) {
        #expect(VisibleText.escaped(text) == text)
        #expect(!VisibleText.deceives(text))
    }

    @Test("lines and tabs of a block stay, a carriage return does not")
    func lines() {
        #expect(VisibleText.escaped("a\n\tb\r\n", keepingLines: true) == "a\n\tb\\u{D}\n")
        #expect(VisibleText.escaped("a\nb") == "a\\u{A}b")
        #expect(!VisibleText.deceives("a\n\tb"))
        #expect(VisibleText.deceives("a\rb"))
    }

    @Test("an excerpt is cut between characters and says so")
    func excerpt() {
        #expect(VisibleText.excerpt("佇列延遲", limit: 2) == "佇列…")
        #expect(VisibleText.excerpt("佇列", limit: 2) == "佇列")
        #expect(VisibleText.excerpt(String(repeating: "\u{200B}", count: 9), limit: 1) == "\\u{200B}…")
    }
}
