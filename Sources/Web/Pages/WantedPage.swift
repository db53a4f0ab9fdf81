import Index
import KnowledgeBase
import Notes

/// What links ask for and nobody wrote.
struct WantedPage: Sendable {
    let count: String
    let wanted: [Wanted]

    struct Wanted: Sendable {
        let target: TextModel
        let count: Int
        let links: [LinkModel]
        /// Where a search for the name leads.
        let search: String
    }

    private static let mostWanted = 500
    private static let mostLinks = 12

    init(_ view: View) throws {
        let found = try view.knowledgeBase.ask { try $0.wantedNotes() }
        count = view.words("ways.wanted.count", String(found.count))
        wanted = found.prefix(Self.mostWanted).map { note in
            var paths: [String] = []
            for link in note.links where paths.last != link.path { paths.append(link.path) }
            return Wanted(
                target: TextModel(note.target), count: note.links.count,
                links: paths.prefix(Self.mostLinks).map {
                    LinkModel(href: view.addresses.page(ofNoteAt: $0), label: TextModel($0))
                },
                search: "/search?q=" + note.target.percentEncoded())
        }
    }
}
