import Testing

@testable import Commands

@Suite("tables")
struct TableLayoutTests {
    private func table(
        _ rows: [[String]], alignments: [TableLayout.Alignment] = [], width: Int = 80, lastBelow column: Int? = nil
    ) -> [String] {
        TableLayout(cells: CellWidth(), style: Style(isColoured: false)).lines(
            header: rows[0].map { StyledText($0) }, rows: rows.dropFirst().map { $0.map { StyledText($0) } },
            alignments: alignments, width: width, lastBelow: column)
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

    @Test("tear no word apart where all of them have room, so that the id of a note can be copied")
    func words() {
        let lines = table(
            [
                ["Due", "Title", "Why", "Note"],
                [
                    "6 days late", "Kafka Operations / Kafka 維運手冊", "every 14 days · recall 87 % · Critical",
                    "18_kafka_patterns_operations",
                ],
            ])
        #expect(
            lines == [
                "Due          Title              Why                 Note",
                "───────────  ─────────────────  ──────────────────  ────────────────────────────",
                "6 days late  Kafka Operations   every 14 days ·     18_kafka_patterns_operations",
                "             / Kafka 維運手冊   recall 87 % ·",
                "                                Critical",
            ])
    }

    @Test("put the last cell below another where side by side words would be torn apart")
    func below() {
        let rows = [
            ["#", "Symptom", "Impact", "Note"],
            ["S2", "ISR below min.insync.replicas", "writes are refused", "18_kafka_patterns_operations"], ["S3"],
        ]
        #expect(
            table(rows, width: 60, lastBelow: 1) == [
                "#   Symptom                        Impact",
                "    Note",
                "──  ─────────────────────────────  ──────────────────",
                "S2  ISR below min.insync.replicas  writes are refused",
                "    18_kafka_patterns_operations",
                "S3",
            ])
        #expect(
            table(rows, width: 90, lastBelow: 1).first == "#   Symptom                        Impact              Note")
        #expect(
            table(rows, width: 40, lastBelow: 1).prefix(4) == [
                "#        S2", "Symptom  ISR below min.insync.replicas", "Impact   writes are refused",
                "Note     18_kafka_patterns_operations",
            ])
    }

    @Test("tear the longest words first where there is no room for all")
    func longest() {
        let address = "https://example.org/" + String(repeating: "long/", count: 20)
        let lines = table([["A", "B", "C"], ["18_kafka_patterns_operations", address, "acks=all"]])
        #expect(lines[2].hasPrefix("18_kafka_patterns_operations  https://example.org/"), "\(lines)")
        #expect(lines[2].hasSuffix("  acks=all"), "\(lines)")
    }

    @Test("fit beside a word that takes more than its share", arguments: [30, 47, 60, 75, 90])
    func shares(width: Int) {
        let words = [
            ["a b c d e f g h i j k l m n o p", "kubernetes_container_status", "one two three four five six seven"]
        ]
        let lines = table([["A", "B", "C"]] + words, width: width)
        #expect(lines.allSatisfy { CellWidth()($0) <= width }, "\(lines)")
        #expect(lines.contains { $0.contains("kubernetes_container_status") }, "\(lines)")
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
