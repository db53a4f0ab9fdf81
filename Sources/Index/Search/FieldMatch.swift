/// Where the terms of a query stand in one text.
struct FieldMatch {
    /// For each term the places, in positions of the text, where it stands; in order. The lone last character of a
    /// Chinese word belongs to the pair that holds it already.
    private(set) var places: [[Range<Int>]]
    /// For each term the source bytes that it covers.
    private(set) var ranges: [[Range<Int>]]
    /// How many positions the text has; 0 where no term can stand in it.
    private(set) var length = 0
    /// For each term how well the best of its occurrences stands for what was typed, 0 to 1.
    private(set) var qualities: [Double]

    /// Without the places of some of the terms.
    func without(_ terms: [Int]) -> FieldMatch {
        var match = self
        for term in terms { (match.places[term], match.ranges[term]) = ([], []) }
        return match
    }

    /// More occurrences than this of one term say nothing new.
    private static let mostOccurrences = 64

    init(_ patterns: PatternSet, in text: String, using list: inout TokenList) {
        (places, ranges, qualities) = (patterns.nowhere, patterns.nowhere, patterns.noQualities)
        guard patterns.mayStand(in: text.utf8.span) else { return }
        list.tokenize(text.utf8.span)
        for head in list.tokens.indices {
            let token = list.tokens[head]
            // Colocated tokens share the position before them.
            guard !token.isColocated else { continue }
            let position = length
            length += 1
            let first = list.bytes[token.folded.lowerBound]
            guard patterns.holdsBeginning(with: first) else { continue }
            // Of a term's alternatives the first that matches counts.
            var matched = -1
            for index in patterns.beginning(with: first) {
                let term = patterns.all[index].term
                guard term != matched, places[term].count < Self.mostOccurrences,
                    let range = patterns.all[index].match(at: head, in: list)
                else { continue }
                matched = term
                var end = position + 1
                var next = list.head(after: head)
                while let other = next, list.tokens[other].source.lowerBound < range.upperBound {
                    end += 1
                    next = list.head(after: other)
                }
                places[term].append(position..<end)
                ranges[term].append(range)
                let pattern = patterns.all[index]
                if qualities[term] < pattern.quality {
                    qualities[term] = max(qualities[term], pattern.quality * pattern.likeness(of: range, in: text))
                }
            }
        }
    }

    /// The first place where all terms stand side by side in their order; nil when there is none.
    var phrase: Range<Int>? { phrase(of: Array(places.indices)) }

    /// The same of some of the terms.
    func phrase(of terms: [Int]) -> Range<Int>? {
        let places = terms.map { self.places[$0] }
        guard let first = places.first else { return nil }
        for start in first {
            var end: Int? = start.upperBound
            for others in places.dropFirst() {
                end = end.flatMap { end in others.first { $0.lowerBound == end }?.upperBound }
            }
            if let end { return start.lowerBound..<end }
        }
        return nil
    }

    /// More words than this are a text: whether they stand near one another says little, and takes long to see.
    private static let mostNear = 16

    /// The least number of tokens that hold every term that occurs; nil when none does, or too many do.
    ///
    /// - Parameter terms: those of the terms that are looked at; nil for all.
    func narrowestWindow(of terms: [Int]? = nil) -> Int? {
        let lists = (terms ?? Array(places.indices)).map { places[$0] }.filter { !$0.isEmpty }
        guard !lists.isEmpty, lists.count <= Self.mostNear else { return nil }
        // One place of each term, from the first ones on: the one that stands first is the next to move.
        var chosen = Array(repeating: 0, count: lists.count)
        var best = Int.max
        while true {
            var (first, start, end) = (0, Int.max, Int.min)
            for (list, index) in chosen.enumerated() {
                let position = lists[list][index].lowerBound
                if position < start { (first, start) = (list, position) }
                end = max(end, position)
            }
            best = min(best, end - start + 1)
            chosen[first] += 1
            if chosen[first] == lists[first].count { return best }
        }
    }
}
