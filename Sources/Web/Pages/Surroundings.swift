import Index
import KnowledgeBase
import Notes

/// What is around a note: the notes it links to, those that are like it, and a drawing of its links.
struct Surroundings: Sendable {
    let linked: [LinkModel]
    let hasLinked: Bool
    let related: [Related]
    let hasRelated: Bool
    let drawing: GraphDrawing?

    struct Related: Sendable {
        let href: String
        let label: TextModel
        let sharedTags: [LinkModel]
    }

    private static let mostRelated = 6
    private static let mostTags = 3

    init(_ note: Note, backlinks: [Backlink], _ view: View) throws {
        let language = view.preferences.language
        func href(_ path: String) -> String { view.addresses.page(ofNoteAt: path) }
        let (notes, alike) = try view.knowledgeBase.ask { database in
            (
                try database.notes(linkedFromNoteAt: note.path),
                try database.related(toNoteAt: note.path, limit: Self.mostRelated * 3)
            )
        }
        linked = notes.map { LinkModel(href: href($0.path), label: TextModel($0.title)) }
        hasLinked = !linked.isEmpty
        // A note that is linked already stands in the lists of links.
        let known = Set(notes.map(\.path)).union(backlinks.map(\.path))
        related = alike.filter { !known.contains($0.note.path) }.prefix(Self.mostRelated).map { other in
            Related(
                href: href(other.note.path), label: TextModel(other.note.title),
                sharedTags: other.sharedTags.prefix(Self.mostTags).map {
                    LinkModel(href: "/tags/" + $0.percentEncoded(), label: TextModel($0))
                })
        }
        hasRelated = !related.isEmpty
        drawing = GraphDrawing(
            around: note.title.text(in: language),
            linking: backlinks.map { .init(href: href($0.path), title: $0.title.text(in: language)) },
            linked: notes.map { .init(href: href($0.path), title: $0.title.text(in: language)) })
    }
}
