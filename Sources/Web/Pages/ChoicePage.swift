import Index

/// Several notes with one id, to choose from.
struct ChoicePage: Sendable {
    let id: String
    let notes: [NoteItem]

    init(_ id: String, _ notes: [NoteSummary], _ view: View) {
        self.id = id
        self.notes = notes.map { NoteItem($0, view) }
    }
}
