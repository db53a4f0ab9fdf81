import Testing

@testable import Index

@Suite("What the notes say in both languages widens a search")
struct PairTests {
    private static let mention = "# Mention\n\nThe zebu crossing is closed.\n"

    @Test(
        "titles, headings and the cells of tables say it",
        arguments: [
            "# Zebu crossing / 瘤牛路口\n", "# A\n\n## 瘤牛路口 / Zebu crossing\n",
            "# A\n\n| a | b |\n|---|---|\n| Zebu crossing / 瘤牛路口 | 1 |\n",
            "# A\n\n| a | b |\n|---|---|\n| 瘤牛路口 (zebu crossing) | 1 |\n",
            "# A\n\n| English | 中文 |\n|---|---|\n| zebu crossing | 瘤牛路口 |\n",
        ])
    func mined(_ text: String) throws {
        let notes = try TemporaryNotes(["a.md": text, "mention.md": Self.mention])
        let answer = try notes.search("瘤牛路口")
        #expect(answer.hits.map(\.path) == ["a.md", "mention.md"])
        #expect(answer.hits.map(\.match) == [.exact, .expanded])
        // It goes with the note that says it.
        try notes.delete("a.md")
        try notes.update()
        #expect(try notes.paths("瘤牛路口") == [])
    }

    @Test("what says so directly comes first, and the answer tells what else was looked for")
    func told() throws {
        let table = "# A\n\n| English | 中文 |\n|---|---|\n| zebu crossing | 瘤牛路口 |\n"
        let notes = try TemporaryNotes(["glossary.md": table, "mention.md": Self.mention])
        #expect(try notes.search("in:title 瘤牛路口").hits == [])
        try notes.write("# Zebu crossing\n", to: "title.md")
        try notes.update()
        let answer = try notes.search("in:title 瘤牛路口")
        #expect(answer.hits.map(\.path) == ["title.md"])
        #expect(answer.changes == [.init(kind: .expanded, word: "瘤牛路口", replacements: ["zebu crossing"])])
    }

    @Test("parallel notes say it by their titles, and by their headings where their outlines are the same")
    func parallels() throws {
        let notes = try TemporaryNotes([
            "en/zebu.md": "# Zebu crossing\n\n## Hoof care\n\nx\n", "zh/zebu.md": "# 瘤牛路口\n\n## 牛蹄保養\n\nx\n",
            "mention.md": Self.mention, "care.md": "# Care\n\nAll of hoof care.\n",
        ])
        #expect(try notes.search("瘤牛路口").hits.last?.path == "mention.md")
        #expect(try notes.search("瘤牛路口").hits.last?.match == .expanded)
        let found = try notes.search("牛蹄保養").hits
        #expect(found.map(\.path).first == "zh/zebu.md")
        #expect(Set(found.map(\.path)) == ["zh/zebu.md", "en/zebu.md", "care.md"])
        #expect(found.dropFirst().allSatisfy { $0.match == .expanded })
        // With another heading before it, the places no longer say which is which.
        try notes.write("# Zebu crossing\n\n## Feeding\n\nx\n\n## Hoof care\n\nx\n", to: "en/zebu.md")
        try notes.update()
        #expect(try notes.paths("牛蹄保養") == ["zh/zebu.md"])
        #expect(try notes.search("瘤牛路口").hits.last?.path == "mention.md")
        // A note that is no more says nothing.
        try notes.delete("en/zebu.md")
        try notes.update()
        #expect(try notes.paths("瘤牛路口") == ["zh/zebu.md"])
    }
}
