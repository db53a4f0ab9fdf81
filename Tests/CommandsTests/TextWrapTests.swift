import Testing

@testable import Commands

@Suite("breaking lines")
struct TextWrapTests {
    private func lines(_ text: String, _ width: Int) -> [String] {
        TextWrap(width: width, cells: CellWidth()).lines(of: text)
    }

    @Test("breaks Latin text at spaces")
    func latin() {
        #expect(lines("the quick brown fox", 10) == ["the quick", "brown fox"])
    }

    @Test("breaks Chinese text between characters")
    func chinese() {
        #expect(lines("佇列持續積壓", 6) == ["佇列持", "續積壓"])
    }

    @Test("never begins a line with a closing mark, nor ends one with an opening mark")
    func marks() {
        #expect(lines("佇列積壓。完", 8) == ["佇列積", "壓。完"])
        #expect(lines("佇列「積壓」", 6) == ["佇列", "「積", "壓」"])
    }

    @Test("may break between Chinese and Latin text")
    func mixed() {
        #expect(lines("確認consumer數", 8) == ["確認", "consumer", "數"])
    }

    @Test("cuts a word that is longer than a line")
    func long() {
        #expect(lines("kafka.server.metrics", 8) == ["kafka.se", "rver.met", "rics"])
    }

    @Test("keeps effects across lines")
    func effects() {
        var text = StyledText("plain ")
        text.append("two words", [.bold])
        let lines = TextWrap(width: 9, cells: CellWidth()).lines(of: text)
        #expect(
            lines.map { $0.rendered(Style(isColoured: true)) } == [
                "plain \u{1B}[1mtwo\u{1B}[0m", "\u{1B}[1mwords\u{1B}[0m",
            ])
    }

    @Test("no line is wider than the width, whatever the text", arguments: 2...20)
    func bounds(width: Int) {
        let text = "混合 mixed「引號」、標點：與長字 UnderReplicatedPartitions 👩‍👩‍👧 e\u{301}\u{301} （結束）。"
        for line in lines(text, width) { #expect(CellWidth()(line) <= max(width, 6), "\(line)") }
        let unspaced = lines(text, width).joined().filter { $0 != " " }
        #expect(unspaced == text.filter { $0 != " " })
    }
}
