import Testing

@testable import Commands

@Suite("tables")
struct TableLayoutTests {
    private func table(_ rows: [[String]], alignments: [TableLayout.Alignment] = [], width: Int = 80) -> [String] {
        TableLayout(cells: CellWidth(), style: Style(isColoured: false)).lines(
            header: rows[0].map { StyledText($0) }, rows: rows.dropFirst().map { $0.map { StyledText($0) } },
            alignments: alignments, width: width)
    }

    @Test("align by cells, not by characters")
    func cells() {
        #expect(
            table([["#", "症狀", "x"], ["S1", "積壓持續攀升", "a"], ["S10", "slow", "b"]]) == [
                "#    症狀          x",
                "───  ────────────  ─",
                "S1   積壓持續攀升  a",
                "S10  slow          b",
            ])
    }

    @Test("keep the alignment of their columns")
    func alignment() {
        #expect(
            table([["a", "bbb"], ["1", "2"], ["100", "3"]], alignments: [.right, .centre]) == [
                "  a  bbb", "───  ───", "  1   2", "100   3",
            ])
    }

    @Test("wrap long cells inside their column")
    func narrow() {
        #expect(
            table([["k", "v"], ["a", "one two three four"]], width: 12) == [
                "k  v", "─  ─────────", "a  one two", "   three", "   four",
            ])
    }

    @Test("become records where their columns would tear words apart")
    func records() {
        #expect(
            table(
                [
                    ["Verdict", "#", "症狀", "Note"], ["firing", "S1", "積壓持續攀升 for long", "kafka_operations"],
                    ["clear", "S2"],
                ],
                width: 24
            ) == [
                "Verdict  firing", "#        S1", "症狀     積壓持續攀升", "         for long",
                "Note     kafka_operation", "         s", "", "Verdict  clear", "#        S2",
            ])
    }

    @Test("become records on the terminal of a phone, where columns would be narrower than most words")
    func phone() {
        #expect(
            table(
                [
                    ["Due", "Title", "Why", "Note"],
                    ["271 days late", "Kafka Operations", "every 14 days", "18_kafka_patterns_operations"],
                ], width: 40
            ) == [
                "Due    271 days late", "Title  Kafka Operations", "Why    every 14 days",
                "Note   18_kafka_patterns_operations",
            ])
    }

    @Test("keep half of the width for cells, however long the names of columns are")
    func longNames() {
        let lines = table(
            [["n", "b", "c"].map { String(repeating: $0, count: 500) }, ["one two", "x", "y"]], width: 18)
        #expect(lines.allSatisfy { CellWidth()($0) <= 18 }, "\(lines)")
        #expect(lines.contains { $0.hasSuffix("one two") })
    }

    @Test("stay whole with rows that are too short, and with nothing at all")
    func ragged() {
        #expect(table([["a", "b"], ["1"]]) == ["a  b", "─  ─", "1"])
        #expect(
            TableLayout(cells: CellWidth(), style: Style(isColoured: false)).lines(header: [], rows: [], width: 9) == []
        )
    }
}
