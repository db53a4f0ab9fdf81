package import Notes

/// The part of a note that a reader asked for.
package struct ChosenSections: Sendable {
    /// The whole note, whose sections the indices name.
    package let note: Note
    /// The sections to show, each with those below it.
    package let sections: [Int]
    /// The symptom that was asked for.
    package let symptom: Symptom?

    /// Nil when the note has no such section.
    ///
    /// - Parameter name: an anchor, a heading or half of one; the id of a symptom means its sections.
    package init?(_ name: String, in note: Note) {
        self.note = note
        if let symptom = note.symptoms.first(where: { $0.id.lowercased() == name.lowercased() }) {
            let own = note.sections.indices.filter { note.sections[$0].symptoms.contains(symptom.id) }
            if !own.isEmpty {
                (sections, self.symptom) = (own, symptom)
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
                (sections, symptom) = ([index], nil)
                return
            }
        }
        return nil
    }

    /// The part that a reader named.
    ///
    /// - Throws: `KnowledgeBaseError.noSuchSection`, which tells what can be named.
    package init(named name: String, in note: Note) throws(KnowledgeBaseError) {
        guard let chosen = ChosenSections(name, in: note) else {
            let symptoms = note.symptoms.map(\.id).filter { id in
                note.sections.contains { $0.symptoms.contains(id) }
            }
            let others = note.sections.filter { $0.symptoms.isEmpty && !$0.heading.full.isEmpty }
            let top = max(2, others.map(\.level).filter { $0 > 0 }.min() ?? 2)
            // What stands above the first heading is called as the note is, and often so is the first heading.
            var seen: Set<String> = []
            let headings = others.filter { $0.level <= top }.map(\.heading.full).filter { seen.insert($0).inserted }
            throw .noSuchSection(note: note.id, heading: name, known: symptoms + headings)
        }
        self = chosen
    }

    /// Their lines, each once and in the order of the note.
    ///
    /// - Parameter text: that the note was read from.
    package func markdown(of text: String) -> String {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        var shown = 0
        return sections.flatMap { index -> [Substring] in
            let below = note.sections[(index + 1)...].prefix { $0.level > note.sections[index].level }
            let end = min(below.last?.endLine ?? note.sections[index].endLine, lines.count)
            let start = max(note.sections[index].line - 1, shown)
            guard start < end else { return [] }
            shown = end
            return lines[start..<end].map { Substring($0) }
        }.joined(separator: "\n") + "\n"
    }
}
