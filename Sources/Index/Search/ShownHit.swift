/// What the snippet of a hit, its words and its line are made of. It asks the index nothing, so that several processors may
/// make those of several hits.
struct ShownHit: Sendable {
    let candidate: Candidate
    /// The first section of the note that says something; nil where the candidate says enough.
    let opening: Candidate?
    /// Whether the note is shown from its beginning, not where the words stand.
    let isBeginning: Bool
    let ranking: Ranking

    struct Details: Sendable {
        let candidate: Candidate
        let snippet: Snippet
        let found: [String]
        let line: Int
    }

    /// - Parameter root: the notes folder.
    func details(in root: String, using list: inout TokenList) -> Details {
        let maker = SnippetMaker(ranking: ranking)
        var snippet = Snippet(text: "")
        if !isBeginning { snippet = maker.snippet(of: candidate, using: &list) }
        if snippet.text.isEmpty, let opening { snippet = maker.opening(opening, using: &list) }
        // A beginning needs no look into the file for the line that holds the words.
        let line = isBeginning ? nil : maker.line(of: candidate, in: root, using: &list)
        return Details(
            candidate: candidate, snippet: snippet,
            found: maker.found(in: candidate, showing: snippet, using: &list), line: line ?? candidate.line)
    }
}

extension Candidate {
    /// Whether nothing stands below its heading.
    var saysNothing: Bool { ![body, code].contains { $0.utf8.contains { $0 > 0x20 } } }
}
