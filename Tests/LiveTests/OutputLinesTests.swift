import Detection
import Live
import Testing

@Suite("The output of a program, line by line")
struct OutputLinesTests {
    private func lines(_ text: String) -> [String] {
        var output = OutputLines(SecretMask(values: ["topsecretvalue"]))
        return output.lines(.output, adding: Array(text.utf8)) + output.rest(.output)
    }

    @Test("a line that is too long goes on in the next, and nothing of it is lost")
    func long() {
        for piece in ["a", "ab cd ", "字"] {
            let text = String(repeating: piece, count: 30_000 / piece.utf8.count)
            let lines = lines(text)
            #expect(lines.count > 2)
            #expect(lines.joined() == text)
        }
    }

    @Test(
        "a secret is hidden wherever a long line is cut",
        arguments: [
            "password=hunter22 ", "xtopsecretvalue ", "\"password\": \"a hunter22 b\" ",
            "'Authorization: Token hunter22' ", "--token hunter22 ",
        ])
    func secrets(secret: String) {
        for position in stride(from: 7_000, to: 8_300, by: 7) {
            let shown = lines(String(repeating: "x", count: position) + " " + secret + "end").joined()
            #expect(!shown.contains("hunter22") && !shown.contains("topsecretvalue"), "at \(position)")
            #expect(shown.hasSuffix("end"))
        }
    }

    @Test(
        "a secret whose end is not seen is hidden to the end of its line",
        arguments: ["\"password\": \"", "Authorization: Token "])
    func endless(start: String) {
        let shown = lines("go " + start + String(repeating: "qqq rrr ", count: 3_000) + "\nnext").joined(
            separator: "\n")
        #expect(!shown.contains("qqq") && !shown.contains("rrr"))
        #expect(shown.hasSuffix("next"))
    }

    @Test("a line that is one long secret is hidden whole")
    func allSecret() {
        let shown = lines("token=" + String(repeating: "q", count: 20_000)).joined()
        #expect(!shown.contains("qqq"))
    }
}
