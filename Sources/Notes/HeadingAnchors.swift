/// The anchors of a note by what a link may call its headings: an anchor as it stands, the slug of the heading or of half
/// of it, a symptom, an anchor in raw HTML.
package struct HeadingAnchors: Sendable {
    private var anchors: [String: String] = [:]

    /// Gathers the names; of two headings with one name the first in the note has it.
    package init(of note: Note) {
        for anchor in note.givenAnchors { anchors[anchor] = anchor }
        for symptom in note.symptoms { anchors[symptom.anchor] = symptom.anchor }
        for section in note.sections {
            guard let best = section.anchors.first else { continue }
            for anchor in section.anchors where anchors[anchor] == nil { anchors[anchor] = anchor }
            let slug = SlugRegister.slug(section.heading.full)
            if anchors[slug] == nil { anchors[slug] = best }
        }
    }

    /// What links may call headings, in any order; another name counts when its slug is among them.
    package var names: some Sequence<String> { anchors.keys }

    /// The anchor of the heading that a link names so, or names by a text with that slug; nil where there is none.
    package subscript(name: String) -> String? {
        anchors[name] ?? anchors[SlugRegister.slug(name)]
    }
}
