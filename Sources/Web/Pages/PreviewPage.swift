import Index
import KnowledgeBase
import Notes

/// The beginning of a note, or of a section of it, to be shown beside a link to it.
struct PreviewPage: Sendable {
    let title: TextModel
    /// Nil for the note as a whole.
    let heading: TextModel?
    let badges: [Badge]
    let html: String

    private static let mostLines = 24

    /// - Parameter anchor: of the section; empty for the note as a whole.
    init(_ summary: NoteSummary, anchor: String, _ view: View) throws {
        let loaded = try view.knowledgeBase.note(at: summary.path)
        let note = loaded.note
        let named = anchor.isEmpty ? nil : note.sections.firstIndex { $0.anchors.contains(anchor) }
        title = TextModel(note.title)
        let symptom = note.symptoms.first { !anchor.isEmpty && $0.anchor == anchor }
        if let symptom, named == nil {
            heading = TextModel(symptom.id + ": " + symptom.description.full)
            badges = symptom.urgency.map { [Badge($0, view.words)] } ?? []
            html = "<p>" + symptom.impact.full.htmlEscaped + "</p>"
            return
        }
        heading = named.map { TextModel(note.sections[$0].heading) }
        let symptoms = try view.knowledgeBase.ask { try $0.symptoms(ofNoteAt: note.path) }
        badges = named == nil ? NoteItem(summary, symptoms: symptoms, view).badges : []
        let section =
            named ?? note.sections.firstIndex { $0.role == .purpose } ?? note.sections.firstIndex { !$0.body.isEmpty }
        html =
            section.map {
                view.noteHTML.rendering(of: loaded, isOnItsPage: false).fragment(ofSection: $0, lines: Self.mostLines)
            } ?? ""
    }
}
