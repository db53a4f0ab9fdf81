import Testing

@testable import Detection

@Suite("A command's fingerprint")
struct FingerprintTests {
    @Test("is the SHA-256 of the language, a line feed and the text")
    func known() {
        // printf 'bash\nuptime' | sha256sum
        let fingerprint = Fingerprint(language: "bash", text: "uptime")
        #expect(
            fingerprint.hexadecimal == "42efdcec901bb55782e12ce3f71d4658d566c8ea6ee0e335aa91d7f7ccd381b7")
    }

    @Test(
        "changes with one byte of language or text, and with where one ends and the other begins",
        arguments: [
            ("bash", "uptime "), ("sh", "uptime"), ("bashu", "ptime"), ("bash", "Uptime"), ("", "bash\nuptime"),
        ])
    func differs(language: String, text: String) {
        #expect(Fingerprint(language: language, text: text) != Fingerprint(language: "bash", text: "uptime"))
    }

    @Test("is read back from 64 hexadecimal digits only")
    func readBack() {
        let fingerprint = Fingerprint(language: "bash", text: "uptime")
        #expect(Fingerprint(hexadecimal: fingerprint.hexadecimal.uppercased()) == fingerprint)
        #expect(Fingerprint(hexadecimal: "abc") == nil)
        #expect(Fingerprint(hexadecimal: String(repeating: "g", count: 64)) == nil)
        #expect(Fingerprint(hexadecimal: String(repeating: "é", count: 32)) == nil)
    }
}
