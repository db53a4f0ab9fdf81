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

    @Test("a secret is hidden wherever a long line is cut", arguments: ["password=hunter22 ", "xtopsecretvalue "])
    func secrets(secret: String) {
        for position in stride(from: 7_000, to: 8_300, by: 7) {
            let shown = lines(String(repeating: "x", count: position) + " " + secret + "end").joined()
            #expect(!shown.contains("hunter22") && !shown.contains("topsecretvalue"), "at \(position)")
            #expect(shown.hasSuffix("end"))
        }
    }

    @Test("a line that is one long secret is hidden whole")
    func allSecret() {
        let shown = lines("token=" + String(repeating: "q", count: 20_000)).joined()
        #expect(!shown.contains("qqq"))
    }
}
