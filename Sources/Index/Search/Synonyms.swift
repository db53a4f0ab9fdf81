import GRDB
import Notes

/// The words that say the same as a term: in the other language, in the other region, or as the notes themselves pair
/// them: in headings, titles and tables such as `Prevention Checklist / 預防清單`, or by saying the same in two languages.
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
        texts += try parallels(of: folded).map { ($0, 0.5) }
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

    /// Notes with a name that are looked at for what their parallels call it.
    private static let mostNotesRead = 200
    /// Names in the other languages that are looked for; more are a sign that a name means little.
    private static let mostParallels = 3

    /// What notes that say the same in other languages have as their title, or as their heading in the same place of the
    /// same outline, the most frequent first. It is asked of the notes as they are, so that a change of one leaves nothing
    /// behind with the others.
    private func parallels(of name: String) throws -> [String] {
        try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT other.key FROM (SELECT note, ordinal FROM parallel_name WHERE key = ?1 LIMIT ?2) AS own
                    CROSS JOIN note ON note.id = own.note
                    CROSS JOIN note AS parallel ON parallel.parallel = note.parallel AND parallel.id <> note.id
                        AND (own.ordinal < 0 OR parallel.outline = note.outline)
                    CROSS JOIN parallel_name AS other ON other.note = parallel.id AND other.ordinal = own.ordinal
                    WHERE other.key <> ?1
                    GROUP BY other.key ORDER BY count(*) DESC, other.key LIMIT ?3
                    """),
            arguments: [name, Self.mostNotesRead, Self.mostParallels])
    }
}
