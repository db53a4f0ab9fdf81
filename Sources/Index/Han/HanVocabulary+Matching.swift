extension HanVocabulary {
    /// Finds the longest known word at each position of a folded text, except inside a longer one found before it. A word
    /// known in both kinds is there twice, regional first. An English plural in "s" or "es" counts as its singular, a hyphen
    /// or an underscore as a space. Any values are allowed; linear in the length of the text.
    package func matches(in text: [UInt32]) -> [Match] {
        var found: [Match] = []
        var covered = 0
        for start in text.indices where isBoundary(start, in: text) {
            guard let (end, occurrences) = longestWord(at: start, in: text), end > covered else { continue }
            covered = end
            found += matches(of: occurrences, at: start..<end)
        }
        return found
    }

    /// The known words of a folded text, in order, each once.
    package func words(in folded: String) -> [String] {
        let text = folded.unicodeScalars.map(\.value)
        var seen: Set<String> = []
        return matches(in: text).map { String(scalars: text[$0.range]) }.filter { seen.insert($0).inserted }
    }

    private func longestWord(at start: Int, in text: [UInt32]) -> (end: Int, occurrences: [Int])? {
        var best: (end: Int, occurrences: [Int])?
        var hash = WordHash()
        for index in start..<min(start + longest, text.count) {
            guard let scalar = Unicode.Scalar(text[index]) else { break }
            hash.append(scalar)
            guard let end = wordEnd(after: index, in: text) else { continue }
            let occurrences = occurrences(of: hash)
            guard let first = occurrences.first, isEqual(string(of: first), text[start...index]) else { continue }
            best = (end, occurrences)
        }
        return best
    }

    /// Where a word whose last scalar is at an index ends: there, or after the "s" or "es" of its plural.
    private func wordEnd(after index: Int, in text: [UInt32]) -> Int? {
        let end = index + 1
        if isBoundary(end, in: text) { return end }
        let (e, s) = (Unicode.Scalar("e").value, Unicode.Scalar("s").value)
        if text[end] == s, isBoundary(end + 1, in: text) { return end + 1 }
        let isPlural = text[end] == e && end + 1 < text.count && text[end + 1] == s
        return isPlural && isBoundary(end + 2, in: text) ? end + 2 : nil
    }

    /// Whether a word may begin or end here: not between two letters or digits. Between ideographs it may.
    private func isBoundary(_ index: Int, in text: [UInt32]) -> Bool {
        guard index > 0, index < text.count else { return true }
        return !isAlphabetic(text[index - 1]) || !isAlphabetic(text[index])
    }

    private func isAlphabetic(_ scalar: UInt32) -> Bool {
        let kind = CharacterFolding.classify(scalar)
        return kind == .letter || kind == .digit
    }

    private func isEqual(_ word: String, _ text: ArraySlice<UInt32>) -> Bool {
        word.unicodeScalars.elementsEqual(text) { letter, scalar in
            letter.value == scalar || letter == " " && (scalar == 0x2D || scalar == 0x5F)
        }
    }

    private func matches(of occurrences: [Int], at range: Range<Int>) -> [Match] {
        guard let first = occurrences.first else { return [] }
        let word = string(of: first)
        var seen: Set<String> = [word]
        var alternatives: (regional: [String], translation: [String]) = ([], [])
        for occurrence in occurrences where string(of: occurrence) == word {
            let group = groups[words[occurrence].group]
            for other in group.words.map(string(of:)) where seen.insert(other).inserted {
                switch group.kind {
                case .regional: alternatives.regional.append(other)
                case .translation: alternatives.translation.append(other)
                }
            }
        }
        return [
            Match(range: range, alternatives: alternatives.regional, kind: .regional),
            Match(range: range, alternatives: alternatives.translation, kind: .translation),
        ].filter { !$0.alternatives.isEmpty }
    }
}

extension String {
    /// The text of scalar values; those that are none are left out.
    init(scalars: some Sequence<UInt32>) {
        var view = UnicodeScalarView()
        view.append(contentsOf: scalars.compactMap { Unicode.Scalar($0) })
        self.init(view)
    }
}
