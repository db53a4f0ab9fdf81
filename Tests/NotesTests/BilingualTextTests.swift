import Notes
import Testing

@Suite("Bilingual text is split at a slash")
struct BilingualTextTests {
    @Test(
        "between a side with Chinese characters and one without",
        arguments: [
            ("Purpose / 目的", "Purpose", "目的"),
            ("目的 / Purpose", "Purpose", "目的"),
            ("Purpose/目的", "Purpose", "目的"),
            ("目的/Purpose", "Purpose", "目的"),
            ("Purpose／目的", "Purpose", "目的"),
            ("目的／Purpose", "Purpose", "目的"),
            ("Purpose ／ 目的", "Purpose", "目的"),
            ("Kafka Patterns & Operations / Kafka 維運", "Kafka Patterns & Operations", "Kafka 維運"),
            ("TCP/IP Basics / TCP/IP 基礎", "TCP/IP Basics", "TCP/IP 基礎"),
            ("Read / Write Locks / 讀寫鎖", "Read / Write Locks", "讀寫鎖"),
            ("讀寫鎖 / Read / Write Locks", "Read / Write Locks", "讀寫鎖"),
            ("Retention & Partition / 保留與分區策略", "Retention & Partition", "保留與分區策略"),
            ("S1: Lag / 延遲", "S1: Lag", "延遲"),
            ("CI/CD / 持續整合", "CI/CD", "持續整合"),
            ("Locks / 鎖 / 互斥", "Locks", "鎖 / 互斥"),
            ("讀取 / 寫入 / Read and Write", "Read and Write", "讀取 / 寫入"),
            ("Cache / 快取（L1/L2）", "Cache", "快取（L1/L2）"),
        ])
    func split(_ text: String, _ english: String, _ chinese: String) {
        let bilingual = BilingualText(text)
        #expect(bilingual.english == english)
        #expect(bilingual.chinese == chinese)
        #expect(bilingual.full == text)
        #expect(bilingual.text(in: .english) == english)
        #expect(bilingual.text(in: .chinese) == chinese)
    }

    @Test("without the white space around it")
    func trimmed() {
        let text = BilingualText(" A / 中文\u{3000}\n")
        #expect(text.full == "A / 中文")
        #expect(text.halves?.first == "A")
        #expect(text.halves?.second == "中文")
    }

    @Test(
        "and stays whole otherwise",
        arguments: [
            "Duplication / Hotspot", "Bash/Go", "Cruise Control / Burrow", "讀取 / 寫入", "讀取/寫入", "I/O 專案", "磁碟 I/O 瓶頸",
            "維運", "Operations", "", "/", " / ", " / 目的", "Purpose / ", "TCP/IP 基礎", "連線/秒 rate", "a／", "／目",
        ])
    func whole(_ text: String) {
        let bilingual = BilingualText(text)
        #expect(bilingual.english == nil)
        #expect(bilingual.chinese == nil)
        #expect(bilingual.halves == nil)
        #expect(bilingual.text(in: .english) == text.trimmingSpaces())
        #expect(bilingual.text(in: .chinese) == text.trimmingSpaces())
    }

    @Test("halves come in the order of writing")
    func order() {
        #expect(BilingualText("A / 甲").halves ?? ("", "") == ("A", "甲"))
        #expect(BilingualText("甲 / A").halves ?? ("", "") == ("甲", "A"))
        // Also where one half begins the other.
        #expect(BilingualText("Redis 快取 / Redis").halves ?? ("", "") == ("Redis 快取", "Redis"))
        #expect(BilingualText("Redis / Redis 快取").halves ?? ("", "") == ("Redis", "Redis 快取"))
    }

    @Test("the separator stands between them")
    func separator() {
        #expect(BilingualText(" Redis 快取 / Redis ").separator == 12..<15)
        #expect(BilingualText("🚨 A／甲").separator == 6..<9)
        #expect(BilingualText("A / B").separator == nil)
    }

    @Test("very many slashes are read in one go")
    func many() {
        let text = String(repeating: "a/", count: 200_000) + "目"
        #expect(BilingualText(text).chinese == "目")
        #expect(BilingualText("目" + String(repeating: " / a", count: 100_000)).chinese == "目")
        #expect(BilingualText(String(repeating: "目/", count: 100_000)).chinese == nil)
    }
}
