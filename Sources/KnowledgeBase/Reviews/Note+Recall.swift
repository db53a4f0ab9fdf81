package import Notes

extension Note {
    /// The headings that a review asks for: below the title, two levels of them. More would give the answers away, and so
    /// do those of symptoms, which often name the cause; the symptoms are asked for by themselves.
    package var headingsToRecall: [(section: Section, depth: Int)] {
        let below = sections.filter { $0.level > 0 && $0.heading.full != title.full }
        let top = below.map(\.level).min() ?? 1
        return below.filter { $0.level <= top + 1 && $0.symptoms.isEmpty }.prefix(40).map { ($0, $0.level + 1 - top) }
    }
}
