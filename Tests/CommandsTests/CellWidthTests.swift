import Testing

@testable import Commands

@Suite("the width of text in cells")
struct CellWidthTests {
    @Test(
        "counts what a terminal draws",
        arguments: [
            ("", 0), ("kafka", 5), ("維運", 4), ("Kafka 維運", 10), ("，。", 4), ("ｆｕｌｌ", 8), ("e\u{301}", 1), ("é", 1),
            ("한국", 4), ("👩‍👩‍👧", 2), ("🇹🇼", 2), ("❤️", 2), ("→①", 2), ("\u{200B}", 0), ("\u{20BB7}", 2), ("─│", 2),
            ("\u{AD}", 1),
        ])
    func width(text: String, cells: Int) {
        #expect(CellWidth()(text) == cells)
    }

    @Test("takes two cells for an ambiguous character where the font does")
    func ambiguous() {
        #expect(CellWidth(ambiguous: 2)("→①a") == 5)
    }

    @Test("cuts between characters and never beyond the width", arguments: 0...9)
    func cut(limit: Int) {
        let cut = CellWidth().cut("維運e\u{301}手冊", to: limit)
        #expect(CellWidth()(cut) <= limit)
        #expect(limit < 9 || cut == "維運e\u{301}手冊")
    }
}
