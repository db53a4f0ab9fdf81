import Catalogue
import KnowledgeBase
import Notes
import Review

/// What stands above a note in the terminal: its title, and a line of what the front matter says.
struct NoteHead {
    private let note: Note
    private let words: Catalogue
    private let wrap: TextWrap

    /// - Parameter width: in cells.
    init(_ note: Note, words: Catalogue, width: Int, cells: CellWidth) {
        self.note = note
        self.words = words
        wrap = TextWrap(width: width, cells: cells)
    }

    var lines: [StyledText] {
        wrap.lines(of: BilingualLine(note.title).styled(.bold, .bold)) + wrap.lines(of: StyledText(metadata, .dim))
    }

    /// A symptom with its urgency, description and impact.
    func lines(of symptom: Symptom) -> [StyledText] {
        var line = StyledText()
        for badge in Badges(words: words).symptom(symptom.id, symptom.urgency) { line.append(badge) }
        line.append(": " + ControlCharacters.visible(symptom.description.full))
        let impact = ControlCharacters.visible(symptom.impact.full)
        if !impact.isEmpty { line.append(" (" + impact + ")") }
        return [StyledText()] + wrap.lines(of: line)
    }

    /// The badges behind headings that are about symptoms, by the anchor of the heading.
    var headingMarks: [String: StyledText] {
        var marks: [String: StyledText] = [:]
        let badges = Badges(words: words)
        let urgencies = Dictionary(note.symptoms.map { ($0.id, $0.urgency) }) { first, _ in first }
        for section in note.sections where !section.symptoms.isEmpty {
            guard let anchor = section.anchors.first else { continue }
            let several = section.symptoms.count > 1
            var mark = StyledText()
            for symptom in section.symptoms {
                guard let urgency = urgencies[symptom] ?? nil else { continue }
                if !mark.isEmpty { mark.append("  ") }
                if several { mark.append(symptom + " ") }
                mark.append(badges.urgency(urgency))
            }
            if !mark.isEmpty { marks[anchor] = mark }
        }
        return marks
    }

    private var metadata: String {
        let front = note.frontMatter
        var parts = [note.path]
        if let status = front.status { parts.append(status) }
        if let series = front.series {
            parts.append(front.chapter.map { words("terminal.show.chapter", series, $0) } ?? series)
        }
        if let level = front.level { parts.append(level) }
        if let owner = front.owner { parts.append(owner) }
        if !front.tags.isEmpty { parts.append(front.tags.map { "#" + $0 }.joined(separator: " ")) }
        if let updated = front.updated { parts.append(words("terminal.show.updated", updated.description)) }
        if let review = ReviewPlan(front).scheduled { parts.append(words("terminal.show.review", review.description)) }
        return ControlCharacters.visible(parts.joined(separator: " · "))
    }
}
