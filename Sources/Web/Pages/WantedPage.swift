import Index
import Journal
import KnowledgeBase
import Notes

/// What links ask for, or people looked for, and nobody wrote.
struct WantedPage: Sendable {
    let count: String
    let wanted: [Wanted]

    let queries: [Query]
    let hasQueries: Bool

    /// A query that nothing answered.
    struct Query: Sendable {
        let text: String
        let count: Int
        let search: String
    }

    static let mostQueries = 100

    struct Wanted: Sendable {
        let target: TextModel
        let count: Int
        let links: [LinkModel]
        /// Where a search for the name leads.
        let search: String
    }

    private static let mostWanted = 500
    private static let mostLinks = 12

    /// - Parameter queries: those that nothing answered, the most frequent first.
    init(_ view: View, queries: [UnansweredQuery] = []) throws {
        self.queries = queries.map {
            Query(text: $0.text, count: $0.count, search: "/search?q=" + $0.text.percentEncoded())
        }
        hasQueries = !queries.isEmpty
        let (found, notes) = try view.knowledgeBase.ask { (try $0.wantedNotes(), try $0.notes(.all)) }
        let titles = Dictionary(notes.map { ($0.path, $0.title) }, uniquingKeysWith: { first, _ in first })
        count = view.words("ways.wanted.count", String(found.count))
        wanted = found.prefix(Self.mostWanted).map { note in
            var paths: [String] = []
            for link in note.links where paths.last != link.path { paths.append(link.path) }
            return Wanted(
                target: TextModel(note.target), count: note.links.count,
                links: paths.prefix(Self.mostLinks).map {
                    LinkModel(
                        href: view.addresses.page(ofNoteAt: $0),
                        label: titles[$0].map { TextModel($0) } ?? TextModel($0))
                },
                search: "/search?q=" + note.target.percentEncoded())
        }
    }
}
