import KnowledgeBase
import Notes

extension ChosenSections {
    /// Their tokens, cut out of the whole rendering by the anchors of their headings, so that references and footnotes of
    /// the note stay what they are.
    func tokens(of tokens: [HTMLToken]) -> [HTMLToken] {
        let levels = Dictionary(note.sections.map { ($0.anchors.first ?? "", $0.level) }) { first, _ in first }
        let wanted = Set(sections.compactMap { note.sections[$0].anchors.first })
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
