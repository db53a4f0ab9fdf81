import Fixtures
import Testing

@testable import Index

extension Snippet {
    fileprivate var marked: [String] { pieces.filter(\.isHighlighted).map(\.text) }
}

@Suite("A snippet shows why a note was found")
struct SnippetTests {
    private let notes: TemporaryNotes

    init() throws { notes = try TemporaryNotes(SampleNotes.files) }

    @Test(
        "with the words marked as they are written in the note",
        arguments: [
            ("持续攀升", "持續攀升"), ("max poll interval", "max"), ("max.poll.interval.ms", "max.poll.interval.ms"),
            ("underreplicatedpartitions", "UnderReplicatedPartitions"),
            ("replicated -h", "Replicated"), ("cafe", "café"), ("full width", "ＦＵＬＬ"), ("KIP 405", "405"),
            ("kip-405", "KIP-405"), ("obelsik", "obelisk"), ("檔案系統", "檔案系統"), ("案", "案"), ("統", "統"),
        ])
    func marks(_ query: String, _ marked: String) throws {
        let snippet = try #require(try notes.search(query).hits.first).snippet
        #expect(snippet.marked.contains(marked), "\(snippet.marked) in \(snippet.text)")
    }

    @Test(
        "the words that answer are told as they are written, those of the names with them",
        arguments: [
            ("饱和 queue", ["飽和", "Queue"]), ("飽和", ["飽和"]), ("maxDepth", ["max.depth"]),
            ("max depth", ["max", "depth"]),
            ("\"queue depth\"", ["Queue depth"]), ("zebra queue -nothing", ["Zebra", "Queue"]), ("tag:walrus", []),
        ])
    func found(_ query: String, _ words: [String]) throws {
        try notes.write(
            "---\ntags: [walrus]\n---\n# Zebra saturation / 飽和\n\nSet max.depth when the Queue\ndepth grows.\n",
            to: "zebra.md")
        try notes.update()
        let hit = try #require(try notes.search(query).hits.first { $0.note == "zebra" })
        #expect(hit.found == words)
    }

    @Test(
        "what a note is about, where nothing stands below its title",
        arguments: ["redis operations", "tag:redis", "tag:redis operations"])
    func opening(_ query: String) throws {
        try notes.write(
            "---\ntags: [redis]\n---\n# Redis operations\n\n## Purpose\n\nTo keep it alive.\n", to: "redis.md")
        try notes.write("# Empty zebra\n\n## Nothing\n", to: "empty.md")
        try notes.update()
        let hit = try #require(try notes.search(query).hits.first)
        #expect(hit.snippet.text == "To keep it alive.")
        #expect(hit.anchor == "redis-operations" && hit.line == 4)
        #expect(try notes.search("zebra").hits.map(\.snippet.text) == [""])
    }

    @Test("on one line, even where the words stand on two")
    func oneLine() throws {
        try notes.write("# A\n\nthe quick\nbrown walrus\tof\n磁碟\n空間\n\n```\na\n\n\nb\n```\n", to: "lines.md")
        try notes.update()
        for query in ["\"quick brown\"", "quick brown", "walrus of", "\"walrus of\"", "path:lines"] {
            let snippet = try #require(try notes.search(query).hits.first).snippet
            #expect(!snippet.text.contains { $0.isNewline || $0 == "\t" }, "\(snippet.text.debugDescription)")
        }
    }

    /// The snippet for a note in which a text stands so many bytes before the word that is looked for.
    private func snippet(_ text: String, before bytes: Int) throws -> Substring {
        let filler = String(repeating: "z", count: bytes - text.utf8.count - 2)
        try notes.write("# A\n\n\(String(repeating: "磁碟", count: 60)) \(text) \(filler) walrus\n", to: "long.md")
        try notes.update()
        return try #require(try notes.search("walrus").hits.first).snippet.text.drop { $0 == "…" }
    }

    @Test("never beginning inside a word that Chinese text follows", arguments: 70..<100)
    func wholeWords(distance: Int) throws {
        let start = try snippet("last stable offset。一筆沒有結束的交易會卡住", before: distance)
        let words = ["last", "stable", "offset", "一", "筆", "沒", "有", "結", "束", "的"]
        #expect(words.contains { start.hasPrefix($0) }, "\(start)")
    }

    @Test("beginning with the bracket that opens, and not behind it", arguments: ["（交易）", "「交易」"], 1...6)
    func bracket(text: String, letters: Int) throws {
        // It begins 60 bytes before the word, and here so many letters before the bracket.
        let word = "offset"
        let distance = 60 + word.utf8.count - letters
        #expect(try snippet(word + text, before: distance).hasPrefix(text))
    }

    @Test("never cut inside a character, with marks that fall on characters", arguments: 0..<12)
    func characters(shift: Int) throws {
        let filler = ["磁", "𠮷", "é", "x", "e\u{301}", "👩‍💻", " ", "。"]
        var random = SeededGenerator(seed: shift)
        let words = (0..<400).map { _ in filler.randomElement(using: &random) ?? "" }
        let text =
            String(repeating: "y", count: shift) + words[..<200].joined() + " walrus 攀升 " + words[200...].joined()
        try notes.write("# A\n\n\(text)\n", to: "long.md")
        try notes.update()
        for query in ["walrus", "攀升", "walrus 攀升", "path:long"] {
            let snippet = try #require(try notes.search(query).hits.first { $0.path == "long.md" }).snippet
            #expect(!snippet.text.unicodeScalars.contains("\u{FFFD}"), "\(snippet.text)")
            #expect(snippet.text.utf8.count < 400)
            #expect(snippet.pieces.map(\.text).joined() == snippet.text)
            let starts = Set(
                snippet.text.unicodeScalars.indices.map {
                    snippet.text.utf8.distance(from: snippet.text.startIndex, to: $0)
                }
            )
            .union([snippet.text.utf8.count])
            #expect(snippet.highlights.allSatisfy { starts.contains($0.lowerBound) && starts.contains($0.upperBound) })
            #expect(
                zip(snippet.highlights, snippet.highlights.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
        }
    }

    @Test("of a note without text is empty")
    func empty() throws {
        try notes.write("", to: "hollow.md")
        try notes.update()
        #expect(try notes.search("hollow").hits.first?.snippet == Snippet(text: ""))
    }
}

@Suite("Any query has an answer")
struct AnyQueryTests {
    private static let pieces = [
        "stream", "lag", "磁碟", "攀升", "鎖", "S3:", "max.poll", "don't", "\"", "“", "”", "「", "」", "'", "-", "--", "*",
        "(", ")", "{", "}", "^", "+", "AND",
        "OR", "NOT", "NEAR(", "NEAR", ":", "：", "tag:", "tag:streams", "series:", "in:title", "in:", "title:", "code:",
        "due:..today", "due:..", "updated:2w..", "symptom:S1",
        "urgency:", "has:code", "lang:zh", "path:", "link:", "%", "_", ";", "DROP TABLE note", "\u{0}", "\u{FEFF}",
        "\u{301}", "👩‍💻", "𠮷", "한국어", "ﬁ", "İ", "\n", "\t", "　",
        "\\", "/", "a", "obelsik", "connecting", "?", ".", "..", "1", "owner:x", "-tag:x", "-due:..today", "rank",
        "rowid", "text",
    ]

    @Test("random ones are never an error, and their answers are in order", arguments: 0..<4)
    func random(seed: Int) throws {
        let notes = try TemporaryNotes(SampleNotes.files)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<(fuzzCount(1_200) / 4) {
            let query = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                (Self.pieces.randomElement(using: &random) ?? "") + (Bool.random(using: &random) ? " " : "")
            }.joined()
            let answer = try notes.search(query)
            #expect(Set(answer.hits.map(\.path)).count == answer.hits.count, "\(query.debugDescription)")
            #expect(answer.total >= answer.hits.count)
            #expect(answer.hits.map(\.match) == answer.hits.map(\.match).sorted(), "\(query.debugDescription)")
        }
    }

    @Test(
        "very long ones are none either",
        arguments: [
            "a ", "lag ", "磁碟 ", "\"a\" ", "-a ", "tag:x ", "(", "\"a", "connecting ", "aB", "a.", "磁", "-tag:x ",
            "due:..today ",
        ])
    func long(_ piece: String) throws {
        let notes = try TemporaryNotes(SampleNotes.files)
        _ = try notes.search(String(repeating: piece, count: 5_000))
        _ = try notes.search("stream " + String(repeating: piece, count: 5_000))
    }

    @Test("many different words are none")
    func manyWords() throws {
        let notes = try TemporaryNotes(SampleNotes.files)
        _ = try notes.search((0..<300).map { "w\($0)" }.joined(separator: " "))
        _ = try notes.search((0..<300).map { "-w\($0)" }.joined(separator: " ") + " lag")
        _ = try notes.search((0..<150).map { "t\($0):x" }.joined(separator: " "))
    }
}
