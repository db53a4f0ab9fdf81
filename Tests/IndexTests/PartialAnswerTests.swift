import Testing

@testable import Index

@Suite("Where no note holds all the words as they are")
struct PartialAnswerTests {
    private static let prometheus = "prom.md"
    private let notes: TemporaryNotes

    init() throws {
        notes = try TemporaryNotes([
            Self.prometheus: "---\ntags: [metrics]\n---\n# Prometheus\n\nPrometheus scrapes a connection. 磁碟已滿。\n",
            "kafka.md": "# Kafka\n\nA rebalance of kafka.\n\n## Brokers\n\nThe brokers lag.\n",
            "other.md": "# Other\n\nNothing here.\n",
        ])
    }

    @Test(
        "each is looked for as it would be alone: begun, in other forms, in the words of the other region",
        arguments: ["zzqqxx prometh", "zzqqxx connecting", "zzqqxx 磁盘", "zzqqxx yyqqvv scrap"])
    func widely(_ query: String) throws {
        let answer = try notes.search(query)
        #expect(answer.hits.map(\.path) == [Self.prometheus])
        #expect(answer.hits.first?.match == .partial)
        let leftOut = answer.changes.filter { $0.kind == .leftOut }.map(\.word)
        #expect(leftOut == query.split(separator: " ").dropLast().map(String.init))
    }

    @Test("of a Chinese term of which one word is known, that is looked for in the other language too")
    func oneKnownWord() throws {
        let notes = try TemporaryNotes([
            "quorum.md": "# Quorum lost\n\nThe monitors lost their quorum.\n",
            "other.md": "# Other\n\n失去了方向，人數不足。\n",
        ])
        let answer = try notes.search("失去法定人數")
        #expect(answer.hits.map(\.path) == ["quorum.md", "other.md"])
        #expect(answer.hits.allSatisfy { $0.match == .partial })
    }

    @Test("a word is looked for in the other language where others are left out")
    func synonyms() throws {
        let notes = try TemporaryNotes([
            "zh.md": "# 效能\n\n多執行緒的效能。\n", "en.md": "# Pools\n\nA thread pool starves.\n",
            "other.md": "# Other\n\nNothing zzqqxx.\n",
        ])
        let answer = try notes.search("multithreading yyqqvv performance starvation")
        #expect(answer.hits.first?.path == "zh.md")
    }

    @Test("one note that holds them by chance, far apart, does not hide those that hold the most telling ones")
    func chance() throws {
        var files = ["table.md": "# Table\n\nAn etcd.\n\n## More\n\nIt lost its way.\n\n## Else\n\nA leader.\n"]
        for number in 1...3 { files["etcd\(number).md"] = "# Etcd \(number)\n\nThe etcd leader is gone.\n" }
        let notes = try TemporaryNotes(files)
        let answer = try notes.search("etcds lost leaders")
        #expect(answer.hits.first?.path == "table.md")
        #expect(answer.hits.first?.match == .expanded)
        #expect(Set(answer.hits.dropFirst().map(\.path)) == ["etcd1.md", "etcd2.md", "etcd3.md"])
        #expect(answer.hits.dropFirst().allSatisfy { $0.match == .partial })
        #expect(!answer.changes.contains { $0.kind == .leftOut })
    }

    @Test("what stands beside a slip may be only begun, and is not said to stand nowhere")
    func besideSlip() throws {
        let answer = try notes.search("kafak rebal")
        #expect(answer.hits.map(\.path) == ["kafka.md"])
        #expect(answer.hits.first?.match == .corrected)
        #expect(answer.changes == [.init(kind: .corrected, word: "kafak", replacements: ["kafka"])])
    }

    @Test(
        "a query without a word to look for, or with a filter that can't be read, wants no note",
        arguments: [
            ("\"", false), ("()", false), ("due:abc", false), ("due:abc zzqqxx", false), ("tag:zzqqxx", false),
            ("zzqqxx", true), ("\"zzqqxx", true), ("tag:metrics zzqqxx", true), ("-zzqqxx", true), ("零件", true),
        ])
    func wanted(query: String, isWanted: Bool) throws {
        #expect(try notes.search(query).isUnanswered == isWanted)
    }

    @Test("they may stand in different sections, the last one begun", arguments: ["rebalance brok", "brokers rebal"])
    func apart(_ query: String) throws {
        let answer = try notes.search(query)
        #expect(answer.hits.map(\.path) == ["kafka.md"])
        #expect(answer.hits.first?.match == .exact)
        #expect(answer.changes.isEmpty)
    }

    @Test("they may stand in different sections in other forms")
    func apartInOtherForms() throws {
        let answer = try notes.search("rebalancing brokers")
        #expect(answer.hits.map(\.path) == ["kafka.md"])
        #expect(answer.hits.first?.match == .expanded)
    }

    @Test("a word that few notes hold is not said to stand nowhere")
    func similar() throws {
        let notes = try TemporaryNotes(["a.md": "# A\n\nkraft\n", "b.md": "# B\n\ndraft\n"])
        let answer = try notes.search("kraft")
        #expect(answer.hits.map(\.path) == ["a.md", "b.md"])
        #expect(answer.hits.map(\.match) == [.exact, .corrected])
        #expect(answer.changes == [.init(kind: .similar, word: "kraft", replacements: ["draft"])])
    }

    @Test("an identifier with a slip, which no note holds when it is mended, is looked for by its words")
    func slipInIdentifier() throws {
        let notes = try TemporaryNotes(["a.md": "# A\n\nbackup storage\n", "b.md": "# B\n\nerror\n"])
        let answer = try notes.search("BackupStorageErorr")
        #expect(answer.hits.map(\.path) == ["a.md"])
        #expect(answer.hits.first?.match == .partial)
    }

    @Test(
        "of an identifier only the parts that no note holds are said to be left out",
        arguments: [
            ("zzqqxx.rebalance lag", ["zzqqxx"]), ("zzqqxx.yyqqvv lag", ["zzqqxx.yyqqvv"]),
            ("zzqqxx.yyqqvv.lag", ["zzqqxx", "yyqqvv"]),
        ])
    func partsLeftOut(_ query: String, _ words: [String]) throws {
        let answer = try notes.search(query)
        #expect(answer.hits.map(\.path) == ["kafka.md"])
        #expect(answer.changes == words.map { .init(kind: .leftOut, word: $0, replacements: []) })
    }

    @Test("a phrase is relaxed to its words, which is said")
    func relaxed() throws {
        let answer = try notes.search("\"connection scrapes\"")
        #expect(answer.hits.map(\.path) == [Self.prometheus])
        #expect(answer.hits.first?.match == .partial)
        #expect(answer.changes == [.init(kind: .relaxed, word: "connection scrapes", replacements: [])])
        #expect(answer.isUnanswered)
        #expect(try notes.search("\"qqqq zzzz\"").hits.isEmpty)
    }

    @Test("a phrase that some note holds stays one")
    func heldPhrase() throws {
        let answer = try notes.search("\"brokers lag\" prometheus")
        #expect(Set(answer.hits.map(\.path)) == ["kafka.md", Self.prometheus])
        #expect(!answer.changes.contains { $0.kind == .relaxed })
    }

    @Test(
        "a quotation mark without its second one begins a phrase that may go on, with filters beside it",
        arguments: [
            "\"scrapes a connection tag:metrics", "\"scrapes a conn", "\"scrapes a conn tag:metrics", "\"scrap",
        ])
    func openPhrase(_ query: String) throws {
        let answer = try notes.search(query)
        #expect(answer.hits.map(\.path) == [Self.prometheus])
        #expect(answer.hits.first?.match == .exact)
    }
}
