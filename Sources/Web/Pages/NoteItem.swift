import Index
import KnowledgeBase
import Notes

/// A note in a list.
struct NoteItem: Sendable {
    let title: TextModel
    let href: String
    let path: String
    let chapter: String?
    /// `YYYY-MM-DD`
    let updated: String?
    let badges: [Badge]

    /// - Parameter symptoms: of this note.
    init(_ note: NoteSummary, symptoms: [SymptomEntry] = [], _ view: View) {
        title = TextModel(note.title)
        href = view.addresses.page(ofNoteAt: note.path)
        path = note.path
        chapter = note.chapter
        updated = note.updated?.description
        let counts = Dictionary(grouping: symptoms.compactMap(\.urgency)) { $0 }.mapValues(\.count)
        badges =
            [Badge(status: note.status, view.words)].compactMap { $0 }
            + counts.sorted { $0.key < $1.key }.map { Badge($0.key, count: $0.value, view.words) }
            + [Badge(nextReview: note.nextReview, status: note.status, today: view.today, view.words)].compactMap { $0 }
    }
}
