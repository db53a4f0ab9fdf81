import Testing

@testable import Notes

@Suite("Tables name terms in both languages")
struct TermTableTests {
    private func pairs(_ table: String) -> Set<String> {
        Set(Note(path: "a.md", text: "# A\n\n" + table).termPairs.map { "\($0.english) = \($0.chinese)" })
    }

    private func pairs(ofCell cell: String) -> Set<String> { pairs("| x | y |\n|---|---|\n| \(cell) | 1 |\n") }

    @Test(
        "in one cell, side by side or in brackets",
        arguments: [
            ("Consumer lag / 消費延遲", "Consumer lag = 消費延遲"), ("消費延遲／Consumer lag", "Consumer lag = 消費延遲"),
            ("消費延遲 (consumer lag)", "consumer lag = 消費延遲"), ("消費延遲（consumer lag）", "consumer lag = 消費延遲"),
            ("Split brain（腦裂狀態）", "Split brain = 腦裂狀態"), ("`ISR` / 同步副本", "ISR = 同步副本"),
            ("**Lag** / Kafka 消費延遲", "Lag = Kafka 消費延遲"),
        ])
    func oneCell(_ cell: String, _ pair: String) {
        #expect(pairs(ofCell: cell) == [pair])
    }

    @Test(
        "what is no pair of names is none",
        arguments: [
            "TCP / UDP", "a/b", "/etc/hosts", "讀取 / 寫入", "GET /路徑", "30000 / 毫秒", "True / 是", "I/O 模型",
            "TCP / UDP / 協定", "Read / 讀取 / Write", "See the log / 先看日誌，再重新啟動服務", "消費延遲 (5)", "延遲 (ms, p99)",
            "a (b) 延遲 (lag)", "延遲 lag)", "(lag)", "延遲 ()",
            "the consumer group has not committed anything / 消費者群組還沒有提交",
        ])
    func noPair(_ cell: String) {
        #expect(pairs(ofCell: cell) == [])
    }

    @Test("brackets name terms where most cells of a column have them, each another one")
    func brackets() {
        let terms = "| x |\n|---|\n| 腦裂 (split brain) |\n| 死鎖 (deadlock) |\n| 其他 |\n"
        #expect(pairs(terms) == ["split brain = 腦裂", "deadlock = 死鎖"])
        #expect(pairs("| x |\n|---|\n| 逾時 (optional) |\n| 重試 (optional) |\n") == [])
        #expect(pairs("| x |\n|---|\n| 逾時 (timeout) |\n| 重試 |\n| 連線 |\n") == [])
    }

    @Test(
        "the columns of a glossary are told by their headers",
        arguments: [
            "English | 中文", "Term | 術語", "英文 | 中文", "English | Chinese", "Term | Translation", "原文 | 譯名",
            "**English** | 中文（Chinese）", "术语 | 中文名称",
        ])
    func glossary(_ header: String) {
        let rows = "\n|---|---|\n| consumer lag | 消費延遲 |\n| 死鎖 | deadlock |\n| cluster | 叢集、集群 |\n| x | y |\n| | 空白 |\n"
        #expect(
            pairs("| \(header) |\(rows)") == [
                "consumer lag = 消費延遲", "deadlock = 死鎖", "cluster = 叢集", "cluster = 集群",
            ])
    }

    @Test("other columns are not paired", arguments: ["Name | 說明", "Term | 說明", "參數 | 中文", "Metric | 名稱", " | 中文"])
    func otherColumns(_ header: String) {
        #expect(pairs("| \(header) |\n|---|---|\n| timeout | 逾時設定 |\n") == [])
    }

    @Test("the columns beside those of a glossary stay out of it")
    func moreColumns() {
        let table = "| 編號 | English | 繁體中文 | 简体中文 | Notes |\n|-|-|-|-|-|\n| 甲乙 | cache | 快取 | 缓存 | fast |\n"
        #expect(pairs(table) == ["cache = 快取", "cache = 缓存"])
    }
}
