import Notes
import Testing

@testable import Index

@Suite("Notes are found")
struct SearchTests {
    private let notes: TemporaryNotes

    init() throws { notes = try TemporaryNotes(SampleNotes.files) }

    @Test(
        "by Chinese words of any length",
        arguments: [
            ("攀升", SampleNotes.stream), ("重複", SampleNotes.stream), ("維運", SampleNotes.stream),
            ("副作用", SampleNotes.stream),
            ("鎖", nil), ("滿", SampleNotes.disk), ("資料庫會停止寫入", SampleNotes.disk), ("呼叫值班的人", SampleNotes.stream),
            ("先看哪個檔案系統滿了", SampleNotes.disk),
        ])
    func chinese(_ query: String, _ path: String?) throws {
        let answer = try notes.search(query)
        #expect(answer.hits.first?.path == path)
        #expect(answer.hits.first?.match == (path == nil ? nil : .exact))
    }

    @Test("although one note holds the words in hundreds of sections")
    func crowded() throws {
        let sections = (1...300).map { "## Stream \($0)\n\nThe stream lags.\n\n" }.joined()
        var files = ["long.md": "# Stream stream\n\n" + sections]
        for number in 1...30 { files["n\(number).md"] = "# Note \(number)\n\nOne stream.\n" }
        let answer = try TemporaryNotes(files).search("stream")
        #expect(answer.hits.first?.path == "long.md")
        #expect(answer.hits.count == 20)
        #expect(answer.total == 31 && !answer.isCut)
    }

    @Test(
        "by a server, whose processors share the work, as by a command",
        arguments: ["stream", "the stream", "more stream", "路徑"])
    func shared(_ query: String) throws {
        let files = (1...100).map {
            ("n\($0).md", "# Note \($0)\n\nOne stream, 路徑 \($0 % 7).\n\n## More\n\nThe stream of \($0).\n")
        }
        let notes = try TemporaryNotes(Dictionary(uniqueKeysWithValues: files))
        let server = try IndexDatabase(path: notes.databasePath, root: notes.root, for: .server)
        let request = SearchRequest(query, limit: 20, today: TemporaryNotes.today)
        #expect(try server.search(request) == notes.database.search(request))
        #expect(try server.search(request).hits.count == 20)
    }

    @Test("with a word that there may be more of them than were counted")
    func cut() throws {
        let files = (1...100).map { ("n\($0).md", "# Note \($0)\n\nOne stream.\n") }
        let answer = try TemporaryNotes(Dictionary(uniqueKeysWithValues: files)).search("stream")
        #expect(answer.hits.count == 20)
        #expect(answer.isCut && (20..<100).contains(answer.total))
    }

    @Test("as many as are wanted, on whatever page")
    func long() throws {
        let files = (1...1_200).map { ("n\($0).md", "# Note\n\nOne stream.\n") }
        let notes = try TemporaryNotes(Dictionary(uniqueKeysWithValues: files))
        let all = try notes.search("stream", limit: 2_000)
        #expect(all.hits.count == 1_200)
        #expect(!all.isCut)
        #expect(try notes.search("stream", limit: 10, offset: 1_150).hits == Array(all.hits[1_150..<1_160]))
        let beyond = try notes.search("stream", limit: 10, offset: 1_300)
        #expect(beyond.hits.isEmpty)
        #expect(beyond.total == 1_200)
    }

    @Test("where a lone Chinese character is among the words, only with it")
    func loneCharacter() throws {
        let notes = try TemporaryNotes([
            "with.md": "# A\n\n在 Mac 上構建開發環境。\n", "without.md": "# B\n\nMac 構建開發環境。\n",
            "other.md": "# C\n\n在 Linux 上構建。\n",
        ])
        let answer = try notes.search("在 Mac 上")
        #expect(answer.hits.filter { $0.match == .exact }.map(\.path) == ["with.md"])
        #expect(try notes.paths("在") == ["other.md", "with.md"])
    }

    @Test(
        "by what other engines take for syntax",
        arguments: [
            ("S3: lag", SampleNotes.stream), ("KIP-405", SampleNotes.stream), ("don't", SampleNotes.stream),
            ("don’t", SampleNotes.stream),
            ("lag > 10K", SampleNotes.stream), ("can't keep up.", SampleNotes.stream),
            ("(lag) AND", SampleNotes.stream),
            ("cache: invalidation", SampleNotes.chinese), ("\"lag", SampleNotes.stream),
        ])
    func syntax(_ query: String, _ path: String) throws {
        #expect(try notes.paths(query).first == path)
    }

    @Test(
        "by identifiers, whole and by parts, in any spelling",
        arguments: [
            "max.poll.interval.ms", "poll interval", "max poll", "MAX_POLL_INTERVAL_MS", "maxPollIntervalMs",
            "interval.ms",
            "UnderReplicatedPartitions", "replicated", "underreplicatedpartitions", "under replicated partitions",
            "Replicated partitions",
            "stream-consumer-groups.sh", "consumer groups", "consumer-groups.sh", "stream_UnderReplicatedPartitions",
        ])
    func identifiers(_ query: String) throws {
        let hit = try #require(try notes.search(query).hits.first)
        #expect(hit.path == SampleNotes.stream)
        #expect(hit.match == .exact)
    }

    @Test(
        "by the parts of identifiers behind a digit",
        arguments: ["forbidden", "bytes", "client", "utf8 bytes", "getUtf8Bytes"])
    func partsBehindDigits(_ query: String) throws {
        let notes = try TemporaryNotes([
            "a.md": "# A\n\nCollectorHigh403ForbiddenResponseRate, getUtf8Bytes and OAuth2Client.\n"
        ])
        #expect(try notes.search(query).hits.map(\.path) == ["a.md"])
    }

    @Test(
        "in the other script, in full width, with and without accents, in any case",
        arguments: [
            ("重复投递", SampleNotes.stream), ("持续攀升", SampleNotes.stream), ("清理硬盤", SampleNotes.diskSimplified),
            ("刪除舊日誌", SampleNotes.diskSimplified), ("ＫＩＰ－405", SampleNotes.stream), ("full width", SampleNotes.english),
            ("ｗｉｄｔｈ", SampleNotes.english), ("cafe", SampleNotes.english), ("CAFÉ", SampleNotes.english),
            ("STREAM internals", SampleNotes.internals),
        ])
    func folded(_ query: String, _ path: String) throws {
        #expect(try notes.paths(query).first == path)
    }

    @Test(
        "by the beginning of the last word",
        arguments: [
            ("obel", SampleNotes.internals), ("stream oper", SampleNotes.stream), ("invalid", SampleNotes.english),
            ("磁碟已", SampleNotes.disk), ("max.poll.inter", SampleNotes.stream),
        ])
    func prefixes(_ query: String, _ path: String) throws {
        #expect(try notes.paths(query).first == path)
    }

    @Test("by the beginning of the last word only")
    func onlyTheLast() throws {
        let answer = try notes.search("obel stands")
        #expect(answer.hits.first?.match != .exact)
    }

    @Test(
        "with a slip, which is said",
        arguments: [
            ("obelsik", "obelisk"), ("zepelin", "zeppelin"), ("invaldiation", "invalidation"),
            ("coordinatro", "coordinator"),
        ])
    func slips(_ query: String, _ word: String) throws {
        let answer = try notes.search(query)
        #expect(answer.hits.first?.match == .corrected)
        #expect(answer.changes == [.init(kind: .corrected, word: query, replacements: [word])])
    }

    @Test("in other forms of the word, below the word itself")
    func forms() throws {
        try notes.write("# Other\n\nWhen connecting fails.\n", to: "other.md")
        try notes.update()
        let hits = try notes.search("connecting").hits
        #expect(hits.map(\.path).prefix(2) == ["other.md", SampleNotes.internals])
        #expect(hits.map(\.match).prefix(2) == [.exact, .expanded])
    }

    @Test("in the vocabulary of the other region, below what was typed")
    func vocabulary() throws {
        let hits = try notes.search("磁碟空間").hits
        #expect(hits.map(\.path).prefix(2) == [SampleNotes.disk, SampleNotes.diskSimplified])
        #expect(hits.map(\.match).prefix(2) == [.exact, .expanded])
        #expect(try notes.paths("磁盘").contains(SampleNotes.disk))
        #expect(try notes.paths("執行緒").first == SampleNotes.diskSimplified)
    }

    @Test("in the other language, by what the notes say in both")
    func bothLanguages() throws {
        try notes.write(
            "---\ntitle: Only English\n---\n\nCommon symptoms of rust: stream operations.\n", to: "english.md")
        try notes.update()
        let hits = try notes.search("串流維運").hits
        #expect(hits.first?.path == SampleNotes.stream)
        #expect(hits.contains { $0.path == "english.md" && $0.match == .expanded })
    }

    @Test("with their parallel in the other language beside them")
    func parallels() throws {
        let hits = try notes.search("cache invalidation").hits
        #expect(Set(hits.prefix(2).map(\.path)) == [SampleNotes.english, SampleNotes.chinese])
    }

    @Test("when the words stand in different sections")
    func apart() throws {
        let answer = try notes.search("obelisk pelican")
        #expect(answer.hits.map(\.path) == [SampleNotes.internals])
        #expect(answer.hits.first?.match == .exact)
    }

    @Test("by some of the words when no note holds all, with the words that are nowhere")
    func partial() throws {
        let answer = try notes.search("zeppelin qqqqqqqq")
        #expect(answer.hits.first?.path == SampleNotes.broken)
        #expect(answer.hits.first?.match == .partial)
        #expect(answer.changes.contains(.init(kind: .leftOut, word: "qqqqqqqq", replacements: [])))
        let both = try notes.search("zeppelin obelisk")
        #expect(Set(both.hits.prefix(2).map(\.path)) == [SampleNotes.broken, SampleNotes.internals])
        #expect(both.hits.allSatisfy { $0.match == .partial })
    }

    @Test(
        "by the words that were likely meant, when a slip stands beside a word that is nowhere",
        arguments: ["zepelin qqqqqqqq", "qqqqqqqq zepelin"])
    func slipAndNothing(_ query: String) throws {
        let answer = try notes.search(query)
        #expect(answer.hits.first?.path == SampleNotes.broken)
        #expect(answer.hits.first?.match == .partial)
        #expect(answer.changes.contains(.init(kind: .corrected, word: "zepelin", replacements: ["zeppelin"])))
        #expect(answer.changes.contains(.init(kind: .leftOut, word: "qqqqqqqq", replacements: [])))
    }

    @Test("by the nearest word alone, where others are farther away")
    func nearest() throws {
        try notes.write("# Swap\n\nreplace rebalance\n", to: "swap.md")
        try notes.update()
        let answer = try notes.search("reblance")
        #expect(answer.changes == [.init(kind: .corrected, word: "reblance", replacements: ["rebalance"])])
    }

    @Test(
        "by the Chinese word that was meant, where one character inside it is wrong, in either script",
        arguments: ["虛鯨機", "虚鲸机", "虛擬鯨原理", "虛擬機鯨理", "串流讀人路徑", "串流读人路径"])
    func wrongCharacter(_ query: String) throws {
        try notes.write("# 虛擬機原理\n\n什麼是虛擬機。\n", to: "vm.md")
        try notes.write("# B\n\n串流讀取路徑很長。\n", to: "read.md")
        try notes.write("# C\n\n虛空。有機。原來。路人。\n", to: "c.md")
        try notes.update()
        let answer = try notes.search(query)
        #expect(answer.hits.first?.path == (query.hasPrefix("虛") || query.hasPrefix("虚") ? "vm.md" : "read.md"))
        #expect(answer.hits.first?.match == .corrected)
        #expect(answer.changes.map(\.kind) == [.corrected])
        #expect(answer.changes.first?.replacements.first.map { "虚拟机原理 串流读取路径".contains($0) } == true)
    }

    @Test("not by another Chinese word, where each pair of its characters stands somewhere")
    func rareChineseWord() throws {
        try notes.write("# A\n\n讀取路徑。讀人。人路。\n", to: "a.md")
        try notes.update()
        #expect(try notes.search("讀人路徑").changes.allSatisfy { $0.kind != .corrected })
    }

    @Test("by a word of three letters only where two of them are swapped, and the word is nowhere")
    func shortSlip() throws {
        try notes.write("# Zoo\n\nThe gnu and the yak.\n", to: "zoo.md")
        try notes.write("# Ngu\n\nA town.\n", to: "town.md")
        try notes.update()
        #expect(try notes.search("yka").changes == [.init(kind: .corrected, word: "yka", replacements: ["yak"])])
        #expect(try notes.paths("yka") == ["zoo.md"])
        for query in ["yam", "kay", "yk"] { #expect(try notes.paths(query) == [], "\(query)") }
        #expect(try notes.search("ngu").changes == [])
        #expect(try notes.paths("ngu") == ["town.md"])
    }

    @Test("by the words that a Chinese compound is made of, in the other language too", arguments: ["複製逾時", "复制超时"])
    func hanCompound(_ query: String) throws {
        try notes.write("# A\n\nThe replication timeout was hit.\n", to: "a.md")
        try notes.write("# B\n\nA timeout.\n", to: "b.md")
        try notes.update()
        #expect(try notes.paths(query).first == "a.md")
    }

    @Test("not at all when no word is anywhere", arguments: ["qqqqqqqq", "鑫鑫", ">", "\"\"", "", "  ", "🦆"])
    func nothing(_ query: String) throws {
        #expect(try notes.search(query).hits.isEmpty)
    }

    @Test("by a phrase only where its words stand side by side")
    func phrases() throws {
        #expect(try notes.search("\"the log is stored\"").hits.map(\.match) == [.exact])
        #expect(try notes.search("\"log the stored is\"").hits.allSatisfy { $0.match != .exact })
        #expect(try notes.paths("「停止寫入」") == [SampleNotes.disk])
    }

    @Test("the one that holds the words side by side, among as many as are looked at and more", arguments: [60, 1_200])
    func sideBySide(_ count: Int) throws {
        let apart = "## Part\n\nA walrus has a tusk, and the tusk a walrus, as each walrus has its tusk.\n\n"
        for note in 0..<20 {
            try notes.write("# Apart\n\n" + String(repeating: apart, count: count / 20), to: "\(note).md")
        }
        try notes.write("# Z\n\nLong is the lone walrus tusk, and heavy.\n", to: "z.md")
        try notes.update()
        #expect(try notes.paths("walrus tusk").first == "z.md")
        #expect(try notes.paths("lone walrus tusk").first == "z.md")
    }

    @Test("the note whose title it is before those that mention it")
    func titleFirst() throws {
        try notes.write("# Mentions\n\nStream internals, stream internals, stream internals.\n", to: "a.md")
        try notes.update()
        #expect(try notes.paths("stream internals").first == SampleNotes.internals)
    }

    @Test("each once, in the same order each time")
    func deterministic() throws {
        for index in 0..<12 { try notes.write("# Equal\n\nA walrus.\n", to: "equal/\(index % 3)/n\(index).md") }
        try notes.update()
        let first = try notes.search("walrus")
        #expect(first.hits.count == 12)
        #expect(first.hits.map(\.path) == first.hits.map(\.path).sorted())
        for _ in 0..<3 {
            try notes.reopen()
            #expect(try notes.search("walrus") == first)
        }
    }

    @Test("by pages, none twice and none left out")
    func pages() throws {
        for index in 10..<35 { try notes.write("# Equal\n\nA walrus.\n", to: "n\(index).md") }
        try notes.update()
        var paths: [String] = []
        for offset in stride(from: 0, to: 40, by: 10) {
            let answer = try notes.search("walrus", limit: 10, offset: offset)
            #expect(answer.total == 25)
            paths += answer.hits.map(\.path)
        }
        #expect(paths == (10..<35).map { "n\($0).md" })
        #expect(try notes.search("walrus", limit: 0).hits.isEmpty)
        #expect(try notes.search("walrus", limit: -5, offset: -5).hits.isEmpty)
        #expect(try notes.search("walrus", limit: .max, offset: 24).hits.count == 1)
        #expect(try notes.search("walrus", limit: .max, offset: .max).hits.isEmpty)
    }

    @Test("with section, symptom and urgency")
    func details() throws {
        let hit = try #require(try notes.search("stream_UnderReplicatedPartitions").hits.first)
        #expect(hit.note == "18_stream_operations")
        #expect(hit.title.chinese == "串流維運")
        #expect(hit.heading == "S2: Replication")
        #expect(hit.headings == ["Stream Operations / 串流維運", "Detection Commands / 偵測指令", "S2: Replication"])
        #expect(hit.anchor == "s2-detect")
        #expect(hit.symptom == "S2")
        #expect(hit.urgency == .critical)
        #expect(hit.status == "active")
        #expect(hit.nextReview?.description == "2026-03-08")
        let text = SampleNotes.files[SampleNotes.stream] ?? ""
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let heading = lines.firstIndex { $0 == "### S2: Replication" } ?? -1
        let command = lines.firstIndex { $0.contains("stream_UnderReplicatedPartitions") } ?? -1
        #expect([heading + 1, command + 1].contains(hit.line))
    }

    @Test("by the section that speaks of the words before one that only points elsewhere")
    func pointers() throws {
        let text =
            "# Disk\n\n## Cross-references / 交叉引用\n\n- walrus\n\n## Causes\n\nA tale of other things, then the walrus.\n"
        let notes = try TemporaryNotes(["disk.md": text])
        #expect(try notes.search("walrus").hits.map(\.heading) == ["Causes"])
    }
}
