import Testing

@testable import Index

@Suite("A question finds what it asks for, not the words it is asked with")
struct QuestionTests {
    private static let files = [
        "mesh.md": "# Service Mesh\n\nTraffic between services.\n",
        "style.md": "# Style Guide\n\nWhat is a good title? One that a reader of a page on service mesh understands.\n",
        "gitops.md": "# GitOps\n\nA practice.\n",
        "what.md": "# What is GitOps\n\nAn introduction.\n",
        "kafka.md": "# Kafka operations\n\n## Restart\n\nRestart kafka one broker after the other.\n",
        "diary.md": "# Diary\n\nDo I know how it went? There was a restart, then kafka came back.\n",
        "kafka-zh.md": "# Kafka 維運\n\n## 重啟\n\n一台一台重啟 Kafka。\n",
        "diary-zh.md": "# 日記\n\n不知如何是好，最後有人去重啟了別的東西，還提到 kafka 與如何睡覺。\n",
        "redis.md": "# Redis\n\nOOM 時先看 maxmemory。\n",
        "job.md": "# Kube Job Failed\n\nA job has failed.\n",
        "fix.md": "# Budget\n\nWe fix what failed: the job of a kube cluster.\n",
        "health.md": "# 健康檢查\n\n## 主動\n\n每分鐘一次，先配置位址。\n",
        "lease.md": "# Lease renewal\n\nMost likely.\n",
        "likely.md": "# Most Likely\n\nLikely, most likely.\n",
        "cause.md": "# Causes\n\nThe disk is most likely the first one.\n",
    ]

    private let notes: TemporaryNotes

    init() throws { notes = try TemporaryNotes(Self.files) }

    @Test("before others where it stands as it was asked, though many say more of its subject")
    func standing() throws {
        let subject = "## Part\n\nTides of walruses: walruses and tides, tides of walruses.\n\n"
        for note in 0..<20 {
            try notes.write("# Walruses\n\n" + String(repeating: subject, count: 3), to: "many/\(note).md")
        }
        try notes.write("# Z\n\nMany ask where the tides are when walruses sleep, and get no answer.\n", to: "z.md")
        try notes.update()
        #expect(try notes.paths("where the tides are when walruses sleep").first == "z.md")
        #expect(try notes.paths("where the tides are when walruses").first == "z.md")
    }

    @Test(
        "in English",
        arguments: [
            ("what is a service mesh", "mesh.md"), ("What's a service mesh?", "mesh.md"),
            ("what is the service mesh for", "mesh.md"), ("how do I restart kafka", "kafka.md"),
            ("how can we restart our kafka?", "kafka.md"),
        ])
    func english(_ query: String, _ path: String) throws {
        let hit = try #require(try notes.search(query).hits.first)
        #expect(hit.path == path && hit.match == .exact)
    }

    @Test(
        "in Chinese, with spaces or without, in either script",
        arguments: [
            ("如何重啟 kafka", "kafka-zh.md"), ("如何重启kafka？", "kafka-zh.md"), ("kafka 要怎麼重啟", "kafka-zh.md"),
            ("為什麼 redis 會 oom", "redis.md"), ("redis为什么会oom", "redis.md"), ("什麼是健康檢查", "health.md"),
            ("健康检查是什么", "health.md"), ("怎麼配置健康檢查", "health.md"),
        ])
    func chinese(_ query: String, _ path: String) throws {
        #expect(try notes.search(query).hits.first?.path == path)
    }

    @Test("and before that the note that is called as the whole question, or says it word by word")
    func whole() throws {
        #expect(try notes.paths("what is gitops").prefix(2) == ["what.md", "gitops.md"])
        #expect(try notes.paths("gitops").prefix(2) == ["gitops.md", "what.md"])
        #expect(try notes.paths("disk is most likely the first").first == "cause.md")
    }

    @Test("also by a name that stands inside it, where no note holds the rest")
    func nameInside() throws {
        #expect(try notes.search("how do I repair Kube Job Failed").hits.first?.path == "job.md")
        #expect(try notes.search("how do I fix Kube Job Failed").hits.first?.path == "job.md")
        #expect(try notes.search("為什麼會 Kube Job Failed").hits.first?.path == "job.md")
    }

    @Test("but not by a name of one word, of which a sentence has too many")
    func nameOfOneWord() throws {
        #expect(try !notes.paths("how do I paint redis").isEmpty)
        #expect(try notes.search("how do I paint redis").hits.first?.match == .partial)
    }

    @Test("and words of grammar alone are looked for as any others")
    func grammarAlone() throws {
        try notes.write("# How To\n\nRead this.\n", to: "howto.md")
        try notes.write("# 是什么\n\n一問。\n", to: "what-zh.md")
        try notes.update()
        #expect(try notes.search("how to").hits.first?.path == "howto.md")
        #expect(try notes.search("是什么").hits.first?.path == "what-zh.md")
        #expect(try notes.search("\"how do\" restart").hits.first?.match == .partial)
    }

    @Test("English words of a Chinese question are what it asks about", arguments: ["如何使用 for", "for 怎麼用"])
    func keywords(_ query: String) throws {
        try notes.write("# 迴圈\n\n以 for 走過每一個。\n", to: "for.md")
        try notes.update()
        #expect(try notes.search(query).hits.first?.path == "for.md")
    }

    @Test("the last word may be the beginning of another one")
    func beginning() throws {
        try notes.write("# Restart of thermometers\n\nBy hand.\n", to: "begun.md")
        try notes.update()
        #expect(try notes.paths("restart the").contains("begun.md"))
    }

    @Test("and the words it is asked with are not marked")
    func marks() throws {
        let snippet = try #require(try notes.search("how do I restart the kafka broker").hits.first).snippet
        #expect(snippet.pieces.filter(\.isHighlighted).map(\.text) == ["Restart", "kafka", "broker"])
    }

    @Test(
        "a Chinese question is cut at its question words",
        arguments: [
            ("如何重啟kafka", ["如何", "重啟", "kafka"]), ("redis為什麼會oom", ["redis", "為什麼會", "oom"]),
            ("服務網格是什麼？", ["服務網格", "是什麼", "？"]), ("为什么要用缓存", ["为什么要用", "缓存"]), ("磁碟空間", ["磁碟空間"]),
            ("的生命週期", ["的", "生命週期"]), ("會滿嗎", ["會滿", "嗎"]), ("嗎啡", ["嗎啡"]), ("", [""]),
        ])
    func pieces(_ text: String, _ pieces: [String]) {
        #expect(FunctionWords.pieces(of: text).map(\.text) == pieces)
    }
}
