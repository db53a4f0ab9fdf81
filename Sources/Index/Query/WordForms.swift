/// The other forms that an English word may take in a text: `connecting` for `connection`.
///
/// Forms are made when a query is asked, not when a note is indexed: the index stays small, and exact words are never
/// lost. Rules, not a dictionary: a form that no note holds costs one look-up and finds nothing.
enum WordForms {
    private static let endings = [
        "", "s", "es", "ed", "d", "ing", "er", "ers", "ion", "ions", "e", "y", "ies", "ied", "ly",
    ]

    /// The forms of a folded word, itself left out; none for short words, for those with digits and for other scripts.
    static func forms(of word: String) -> [String] {
        guard word.utf8.count >= 4, word.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else { return [] }
        var forms: Set<String> = []
        for stem in stems(of: word) {
            for ending in endings { forms.insert(stem + ending) }
            // `stopped` from `stop`, `running` from `run`.
            if let last = stem.last, !"aeiouwxy".contains(last) {
                for ending in ["ed", "ing", "er"] { forms.insert(stem + String(last) + ending) }
            }
        }
        forms.remove(word)
        return forms.sorted()
    }

    private static func stems(of word: String) -> [String] {
        var stems = [word]
        for ending in ["ies", "ied", "ing", "ions", "ion", "ers", "er", "ed", "es", "s", "e", "y", "d"]
        where word.hasSuffix(ending) && word.utf8.count - ending.utf8.count >= 3 {
            let stem = String(word.dropLast(ending.count))
            stems.append(stem)
            // `running` to `run`.
            let tail = stem.suffix(2)
            if tail.count == 2, tail.first == tail.last, stem.utf8.count >= 4 { stems.append(String(stem.dropLast())) }
        }
        return stems
    }
}
