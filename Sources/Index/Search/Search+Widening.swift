import GRDB
import Notes

/// How the terms of a query are looked for more widely, where they find nothing as they are.
extension Search {
    /// Notes that are looked at for terms in many forms: each form is asked of each of them.
    private static let fewNotesRead = 12

    /// Other forms of a word, and the words that say the same in the other language or region.
    func expansions(_ entry: QueryTerms.Entry) throws -> [TermPattern] {
        try expansions(entry, in: forms(of: entry))
    }

    private func expansions(_ entry: QueryTerms.Entry, in forms: [String]) throws -> [TermPattern] {
        try forms.map { TermPattern(tokens: [$0], quality: 0.6) }
            + Synonyms(db: db).patterns(for: entry.part ?? entry.term.text)
    }

    /// The terms as widely as the whole query is looked for: in the forms that the notes hold, by words that say the same,
    /// and the last one as the beginning of a word.
    ///
    /// - Parameter endIsOpen: whether the last one is the word that may still be typed.
    func widened(_ terms: QueryTerms, endIsOpen: Bool = true) throws -> QueryTerms {
        let wide =
            try terms.adding { entry in
                // Dozens of forms are possible, and each that stands nowhere costs a look.
                try expansions(entry, in: reader.words.held(forms(of: entry)))
            } ?? terms
        return (endIsOpen ? wide.completed : nil) ?? wide
    }

    /// Notes that hold all terms of a query of several in other forms, begun or in different sections.
    func scattered(_ terms: QueryTerms, _ found: inout Findings) throws {
        if let completed = terms.completed { try found.add(apart(completed, limit: Self.fewNotesRead), .exact, terms) }
        guard found.count == 0 else { return }
        let wide = try widened(terms)
        try found.add(together(wide), .expanded, wide)
        if found.count == 0 { try found.add(apart(wide, limit: Self.fewNotesRead), .expanded, wide) }
        if found.count > 0 { found.changes += wide.expansions }
    }

    /// Sections that hold all terms, of which the last may be the beginning of one of the words of the notes.
    func together(_ terms: QueryTerms) throws -> [Candidate] {
        try reader.sections(
            matching: terms.spellingOut(reader.words).terms.conjunction, limit: mostCandidates)
    }

    /// In how many sections a term stands, counted up to a bound; its beginnings are spelled out.
    func frequency(of entry: QueryTerms.Entry, upTo bound: Int = 5000) throws -> Int {
        try reader.frequency(
            of: QueryTerms([entry]).spellingOut(reader.words).terms.conjunction.text, upTo: bound)
    }

    /// Sections of notes that hold all words, but in different sections.
    ///
    /// - Parameter limit: notes that are looked at.
    func apart(_ terms: QueryTerms, limit: Int = Self.mostNotesRead) throws -> [Candidate] {
        var rarest: (frequency: Int, entry: QueryTerms.Entry)?
        let entries = try terms.telling.spellingOut(reader.words).terms.needed
        for entry in entries {
            let frequency = try reader.frequency(of: entry.expression)
            if frequency == 0 { return [] }
            if rarest.map({ frequency < $0.frequency }) ?? true { rarest = (frequency, entry) }
        }
        guard let rarest else { return [] }
        let others = entries.map(\.expression).filter { $0 != rarest.entry.expression }
        let notes = try reader.notes(matching: rarest.entry.match, limit: limit).filter { note in
            try others.allSatisfy { try reader.note(note, holds: $0) }
        }
        let ranking = Ranking(terms)
        var list = TokenList()
        return try notes.flatMap { note in
            let scored = try reader.sections(ofNote: note).map { ($0, ranking.score($0, using: &list).words) }
            let holdsAll = terms.entries.indices.allSatisfy { term in
                terms.entries[term].isOptional || scored.contains { $0.1[term] > 0 }
            }
            return holdsAll ? scored.filter { $0.1.contains { $0 > 0 } }.map(\.0) : []
        }
    }

    private func forms(of entry: QueryTerms.Entry) -> [String] {
        let tokens = entry.patterns[0].tokens
        return tokens.count == 1 ? WordForms.forms(of: tokens[0]) : []
    }
}
