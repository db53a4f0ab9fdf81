import Notes

/// Finds the part of a note that a reader asked for, and cuts it out of the whole rendering, so that references and
/// footnotes of the note stay what they are.
struct SectionFilter {
    private let note: Note
    /// The sections to show, each with those below it.
    private let chosen: [Int]
    /// The symptom that was asked for.
    let symptom: Symptom?

    /// Nil when the note has no such section.
    ///
    /// - Parameter name: an anchor, a heading or half of one; the id of a symptom means its sections.
    init?(_ name: String, in note: Note) {
        self.note = note
        if let symptom = note.symptoms.first(where: { $0.id.lowercased() == name.lowercased() }) {
            let own = note.sections.indices.filter { note.sections[$0].symptoms.contains(symptom.id) }
            if !own.isEmpty {
                (chosen, self.symptom) = (own, symptom)
                return
            }
        }
        let (lower, slug) = (name.lowercased(), SlugRegister.slug(name))
        let tests: [(Section) -> Bool] = [
            { $0.anchors.contains(name) || $0.anchors.contains(lower) },
            { !slug.isEmpty && $0.anchors.contains(slug) },
            { [$0.heading.full, $0.heading.english, $0.heading.chinese].contains { $0?.lowercased() == lower } },
        ]
        for test in tests {
            if let index = note.sections.firstIndex(where: test) {
                (chosen, symptom) = ([index], nil)
                return
            }
        }
        return nil
    }

    /// The tokens of the chosen sections, by the anchors of their headings.
    func filtered(_ tokens: [HTMLToken]) -> [HTMLToken] {
        let levels = Dictionary(note.sections.map { ($0.anchors.first ?? "", $0.level) }) { first, _ in first }
        let wanted = Set(chosen.compactMap { note.sections[$0].anchors.first })
        var shownLevel: Int?
        return tokens.filter { token in
            if case .open(_, let attributes) = token, let id = attributes["id"], let level = levels[id] {
                if wanted.contains(id) {
                    shownLevel = min(level, shownLevel ?? level)
                } else if let shown = shownLevel, level <= shown {
                    shownLevel = nil
                }
            }
            return shownLevel != nil
        }
    }
}
