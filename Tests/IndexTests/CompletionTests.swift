import Testing

@testable import Index

@Suite("The beginning of a word stands for all words that begin so")
struct CompletionTests {
    /// Notes each with a word of its own, all of which begin alike: more than are looked for one by one.
    private static let words = (0..<150).map { number in
        let letters = Array("bcdfghjkmn")
        return "queue" + String([letters[number / 100], letters[number / 10 % 10], letters[number % 10]])
    }

    private static func notes(_ words: some Sequence<String>) -> [String: String] {
        Dictionary(uniqueKeysWithValues: words.map { ("\($0)x.md", "# Note\n\nHere stands \($0) alone.\n") })
    }

    private func found(_ query: String, _ notes: TemporaryNotes) throws -> Int {
        try notes.search(query, limit: 1000).hits.count
    }

    @Test("few words", arguments: [1, 5, 64])
    func few(_ count: Int) throws {
        let notes = try TemporaryNotes(Self.notes(Self.words.prefix(count)))
        #expect(try found("queue", notes) == count)
        #expect(try found("stands queu", notes) == count)
    }

    @Test("more words than are looked for one by one")
    func many() throws {
        let notes = try TemporaryNotes(Self.notes(Self.words))
        #expect(try found("queue", notes) == 150)
        #expect(try found("stands queu", notes) == 150)
        // With few sections that hold the other words, these are looked through.
        try notes.write("# Note\n\nHere stands queuezz beside zebra.\n", to: "zebra.md")
        try notes.update()
        #expect(try notes.paths("zebra queu") == ["zebra.md"])
        #expect(try notes.search("zebra quel").isUnanswered)
    }

    @Test(
        "in the part of the notes that is asked for",
        arguments: ["zebra title:queu", "in:title zebra queu", "zebra code:queu"])
    func scoped(_ query: String) throws {
        let notes = try TemporaryNotes(Self.notes(Self.words))
        try notes.write("# Note\n\nHere stands queuezz beside zebra.\n", to: "zebra.md")
        try notes.update()
        #expect(try notes.search(query).isUnanswered)
    }

    @Test("in other notes, too, where one note holds many of them")
    func oneNote() throws {
        let sections = Self.words.map { "## Part\n\nHere stands \($0).\n\n" }.joined()
        let notes = try TemporaryNotes([
            "a.md": "# Note\n\n" + sections, "b.md": "# Other\n\nHere stands queueofthelongest.\n",
        ])
        #expect(try Set(notes.paths("queue")) == ["a.md", "b.md"])
        #expect(try Set(notes.paths("stands queu")) == ["a.md", "b.md"])
    }

    @Test(
        "short ones, long ones, numbers and what is joined of several",
        arguments: [
            ("up", "upx"), ("12", "12345678"), ("v2", "v20261129"), ("ef", "ef" + String(repeating: "0a", count: 40)),
            ("max.poll.int", "max.poll.interval.ms"), ("UnderRepl", "UnderReplicatedPartitions"),
            ("caf", "café"),
        ])
    func kinds(_ beginning: String, _ word: String) throws {
        let notes = try TemporaryNotes([
            "a.md": "# Note\n\nHere stands \(word) alone.\n", "b.md": "# Other\n\nNothing.\n",
        ])
        #expect(try notes.paths(beginning) == ["a.md"])
        #expect(try notes.paths("stands \(beginning)") == ["a.md"])
    }

    @Test("of notes that came later, too")
    func later() throws {
        let notes = try TemporaryNotes(["a.md": "# Note\n\nwalrus\n"])
        try notes.write("# Note\n\nwaltz\n", to: "b.md")
        try notes.update()
        #expect(try Set(notes.paths("wal")) == ["a.md", "b.md"])
    }
}
