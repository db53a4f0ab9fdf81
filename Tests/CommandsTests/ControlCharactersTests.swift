import Testing

@testable import Commands

@Suite("control characters of a note")
struct ControlCharactersTests {
    @Test(
        "are made visible",
        arguments: [
            ("plain 維運 é 👩‍👩‍👧", "plain 維運 é 👩‍👩‍👧"), ("\u{1B}[31mred", "␛[31mred"), ("\u{9B}31m", "‹U+009B›31m"),
            ("a\u{0}b\u{7F}", "a␀b␡"), ("a\tb", "a    b"), ("a\r\nb", "a b"), ("safe\u{202E}evil", "safe‹U+202E›evil"),
            ("\u{2066}x\u{2069}", "‹U+2066›x‹U+2069›"), ("\u{FEFF}x", "x"), ("over\rwritten", "overwritten"),
        ])
    func visible(text: String, shown: String) {
        #expect(ControlCharacters.visible(text) == shown)
    }

    @Test("no control is left, whichever it is")
    func all() {
        for value in UInt32(0)...0xA0 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let shown = ControlCharacters.visible("a" + String(scalar) + "b")
            #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        }
    }

    @Test("lines stay where lines are wanted")
    func lines() {
        #expect(ControlCharacters.visible("a\r\nb\u{1B}\nc", keepsLines: true) == "a\nb␛\nc")
    }
}
