import GRDB
import Notes

/// The words that say the same as a term: in the other language, in the other region, or as the notes themselves pair
/// them in headings and titles such as `Prevention Checklist / 預防清單`.
struct Synonyms {
    let db: Database

    /// Alternatives that one term may have.
    private static let most = 12

    /// Patterns to look for in place of a text, the likeliest first.
    func patterns(for text: String) throws -> [TermPattern] {
        let folded = CharacterFolding.fold(text.trimmingSpaces())
        var texts: [(text: String, quality: Double)] = []
        let pairs = try String.fetchAll(
            db.cachedStatement(sql: "SELECT DISTINCT text FROM pair WHERE key = ? ORDER BY text LIMIT ?"),
            arguments: [folded, Self.most])
        texts += pairs.map { ($0, 0.6) }
        let scalars = folded.unicodeScalars.map(\.value)
        for match in HanVocabulary.standard.matches(in: scalars) {
            let quality = match.kind == .regional ? 0.7 : 0.45
            // A translation stands for a whole term; a regional word also for part of one.
            let isWhole = match.range.count == scalars.count
            guard isWhole || match.kind == .regional else { continue }
            for alternative in match.alternatives {
                let replaced =
                    String(scalars: scalars[..<match.range.lowerBound]) + alternative
                    + String(scalars: scalars[match.range.upperBound...])
                texts.append((replaced, quality))
            }
        }
        var seen: Set<[String]> = []
        return texts.compactMap { text, quality in
            guard var pattern = TermPattern(text), seen.insert(pattern.tokens).inserted else { return nil }
            pattern.quality = quality
            pattern.typed = nil
            pattern.synonym = text
            return pattern
        }.prefix(Self.most).map { $0 }
    }
}
