import Notes

/// Judges how well a section answers a query: a few named reasons, added up.
///
/// BM25 chooses the candidates; this puts them in order, because it sees what BM25 does not: whether the words stand
/// side by side, close together, or are a title or heading in whole.
struct Ranking {
    /// What the terms bring together, over what each of them brings alone.
    struct Together: Sendable {
        /// All words side by side in the order of the query.
        var phrase = 0.0
        /// All words close together.
        var nearness = 0.0
        /// The query is a title or heading in whole, or its beginning.
        var wholeName = 0.0

        var total: Double { phrase + nearness + wholeName }
    }

    /// The reasons for the rank of a section.
    struct Score: Sendable {
        /// What each term brings; 0 where it does not stand in the section.
        var words: [Double]
        var together = Together()
        /// How well the query is a title in whole: 1 as typed, less when a word was completed or corrected, 0 not at all.
        var titleQuality = 0.0
        /// Whether the note as a whole was meant: a name of it holds every term, and the section is not called just so.
        var meansNote = false

        var total: Double { words.reduce(0, +) + together.total }

        mutating func add(_ other: Score) {
            for term in words.indices { words[term] += other.words[term] }
            together.phrase += other.together.phrase
            together.nearness += other.together.nearness
            together.wholeName += other.together.wholeName
            titleQuality = max(titleQuality, other.titleQuality)
        }
    }

    /// What a field counts, and what it adds when the query is all of it.
    private struct Field {
        var weight: Double
        var whole = 0.0

        static let title = Field(weight: 6, whole: 40)
        static let heading = Field(weight: 4, whole: 24)
        static let headingsAbove = Field(weight: 1)
        static let fields = Field(weight: 2)
        static let body = Field(weight: 1)
        /// The body of a section that only points elsewhere: cross-references and references.
        static let pointers = Field(weight: 0.4)
        static let code = Field(weight: 1)
    }

    /// For each word: the more of them stand so, the less it is by chance.
    private static let phraseFactor = 2.0
    private static let nearnessFactor = 1.5
    private static let startOfName = 4.0
    /// For a sentence that stands as it was typed: that is no chance, wherever it stands, though a note that is called as its
    /// subject is a better one.
    private static let sentence = 40.0
    /// Words that only make a sentence of the query count as little beside the others.
    private static let optionalWeight = 0.1
    /// The share of a name's worth that tells a whole one, completed or corrected perhaps, from the beginning of one.
    private static let leastWhole = 0.7

    private let patterns: PatternSet
    private let lengths: [Int]
    private let weights: [Double]
    /// The terms that a section must hold, and the others.
    let needed: [Int]
    private let optional: [Int]
    /// Of a text that holds nothing.
    private let nothing: Score

    /// - Parameter weights: for each term how much it tells, rare words more than common ones; 1 where nothing is known.
    init(_ terms: QueryTerms, weights: [Double]? = nil) {
        patterns = PatternSet(terms.patterns)
        lengths = terms.patterns.map { $0.first?.tokens.count ?? 0 }
        nothing = Score(words: Array(repeating: 0, count: lengths.count))
        self.weights = weights ?? terms.entries.map { $0.isOptional ? Self.optionalWeight : 1 }
        needed = terms.entries.indices.filter { !terms.entries[$0].isOptional }
        optional = terms.entries.indices.filter { terms.entries[$0].isOptional }
    }

    var termCount: Int { lengths.count }

    /// Whether a section with a score holds all terms that are needed.
    func holdsAll(_ score: Score) -> Bool { needed.allSatisfy { score.words[$0] > 0 } }

    /// The score of a section.
    func score(_ candidate: Candidate, using list: inout TokenList) -> Score {
        // Of several names the one that answers best counts, the halves of bilingual ones among them.
        func best(_ texts: [String], _ field: Field) -> Score {
            var best = nothing
            for text in texts {
                let judged = judge(text, field, using: &list)
                if judged.total > best.total { best = judged }
            }
            return best
        }
        var score = best(candidate.nameVariants, .title)
        score.titleQuality = score.together.wholeName / Field.title.whole
        let heading = best(candidate.headingVariants, .heading)
        score.meansNote = holdsAll(score) && heading.together.wholeName < Field.heading.whole * Self.leastWhole
        score.add(heading)
        score.add(judge(candidate.headingsAbove, .headingsAbove, using: &list))
        score.add(judge(candidate.fields, .fields, using: &list))
        let pointsElsewhere = candidate.role == .crossReferences || candidate.role == .references
        score.add(judge(candidate.body, pointsElsewhere ? .pointers : .body, using: &list))
        score.add(judge(candidate.code, .code, using: &list))
        return score
    }

    /// The places in a text of the terms that are needed.
    func match(_ text: String, using list: inout TokenList) -> FieldMatch {
        let match = FieldMatch(patterns, in: text, using: &list)
        return optional.isEmpty ? match : match.without(optional)
    }

    /// Whether a text may hold any of the terms; false only where it does not.
    func mayMatch(_ text: borrowing Span<UInt8>) -> Bool { patterns.mayStand(in: text) }

    /// What it is worth that a sentence calls a thing by its whole name, and says more: the more the name is of it. A name of
    /// one word says nothing so: the words of a sentence are the names of many things.
    private func worthOfName(_ match: FieldMatch, _ field: Field) -> Double {
        guard field.whole > 0, !optional.isEmpty else { return 0 }
        let named = lengths.indices.filter { !match.places[$0].isEmpty }
        let held = needed.filter { !match.places[$0].isEmpty }
        guard let quality = held.map({ match.qualities[$0] }).min(),
            let phrase = match.phrase(of: named) ?? match.phrase(of: held), phrase.count == match.length
        else { return 0 }
        func length(_ terms: [Int]) -> Int { terms.map { lengths[$0] }.reduce(0, +) }
        return length(held) > 1 ? quality * field.whole * Double(length(held)) / Double(length(needed)) : 0
    }

    private func judge(_ text: String, _ field: Field, using list: inout TokenList) -> Score {
        var score = nothing
        guard !text.isEmpty else { return score }
        let match = FieldMatch(patterns, in: text, using: &list)
        for (term, places) in match.places.enumerated() where !places.isEmpty {
            let count = Double(places.count)
            // A word that is much of a short text says more than one of many.
            let share = min(1, Double(lengths[term]) / Double(max(1, match.length)))
            score.words[term] = weights[term] * match.qualities[term] * field.weight * (count / (count + 1) + share)
        }
        guard holdsAll(score) else {
            score.together.wholeName = worthOfName(match, field)
            return score
        }
        guard let quality = needed.map({ match.qualities[$0] }).min() else { return score }
        let sentence = optional.isEmpty ? nil : match.phrase
        if let phrase = sentence ?? match.phrase(of: needed) {
            let count = sentence == nil ? needed.count : lengths.count
            score.together.phrase =
                quality * field.weight * Self.phraseFactor * Double(count) + (sentence == nil ? 0 : Self.sentence)
            if field.whole > 0, phrase.count == match.length {
                score.together.wholeName = quality * field.whole
            } else if field.whole > 0, phrase.lowerBound == 0 {
                score.together.wholeName =
                    quality * field.weight * Self.startOfName * Double(phrase.count) / Double(match.length)
            }
        } else if let window = match.narrowestWindow(of: needed) {
            let total = needed.map { lengths[$0] }.reduce(0, +)
            score.together.nearness =
                quality * field.weight * Self.nearnessFactor * Double(total) / Double(max(total, window))
        }
        return score
    }
}

extension Candidate {
    /// Title, id and aliases, and the halves of those that are bilingual.
    fileprivate var nameVariants: [String] {
        Self.variants(names.utf8.split(separator: UInt8(ascii: "\n")).map { String(Substring($0)) })
    }

    fileprivate var headingVariants: [String] { Self.variants(ordinal == 0 && heading == title ? [] : [heading]) }

    /// The headings above its own.
    fileprivate var headingsAbove: String {
        headings.utf8.firstIndex(of: UInt8(ascii: "\n")).map { String(headings[$0...]) } ?? ""
    }

    private static func variants(_ texts: [String]) -> [String] {
        texts.flatMap { text in
            let bilingual = BilingualText(text)
            return [bilingual.full, bilingual.english, bilingual.chinese].compactMap { $0 }
        }
    }
}
