import Testing

@testable import Commands

@Suite("A filter is completed")
struct QueryCompletionTests {
    private static let values = ["kafka", "karma", "redis", "two words"]

    private func candidates(_ words: [String], _ prefix: String) -> [String] {
        QueryCompletion(["kb", "search"] + words, at: 1 + words.count, prefix: prefix).candidates(Self.values)
    }

    @Test("where the shell leaves it in one word")
    func whole() {
        #expect(candidates(["tag:ka"], "tag:ka") == ["tag:kafka", "tag:karma"])
        #expect(candidates(["tag:"], "tag:") == ["tag:kafka", "tag:karma", "tag:redis", "tag:\"two words\""])
        #expect(candidates(["tag\\:re"], "tag\\:re") == ["tag:redis"])
        #expect(candidates(["'tag:\"two w"], "'tag:\"two w") == ["tag:\"two words\""])
    }

    @Test("where bash has cut it at the colon, of which only the value is replaced")
    func cut() {
        #expect(candidates(["tag", ":", "ka"], "ka") == ["kafka", "karma"])
        #expect(candidates(["lag", "tag", ":"], ":") == ["kafka", "karma", "redis", "\"two words\""])
        #expect(candidates(["tag", ":", "\\\"tw"], "\\\"tw") == ["\"two words\""])
        #expect(QueryCompletion(["kb", "search", "tag", ":", "ka"], at: 4, prefix: "ka").key == "tag")
    }

    @Test("by its key while there is no colon")
    func key() {
        let word = QueryCompletion(["kb", "search", "se"], at: 2, prefix: "se")
        #expect(word.key == nil)
        #expect(word.candidates(["series:", "severity:", "tag:"]) == ["series:", "severity:"])
    }

    @Test("whatever the place of the cursor", arguments: [-1, 0, 1, 99])
    func anyPlace(_ index: Int) {
        #expect(QueryCompletion([":", "tag"], at: index, prefix: "").candidates([]).isEmpty)
        #expect(QueryCompletion([], at: index, prefix: ":").candidates([]).isEmpty)
    }

    @Test("in bash with nothing in it that bash would expand")
    func bash() {
        #expect(QueryCompletion.escapedForBash("a $(b) `c`") == #"a\ \$\(b\)\ \`c\`"#)
        #expect(QueryCompletion.escapedForBash("佇列07") == "佇列07")
    }

    @Test("in zsh with no colon that would begin a description")
    func zsh() {
        #expect(QueryCompletion.escapedForZsh(#"tag:a\b"#) == #"tag\:a\\b"#)
    }
}
