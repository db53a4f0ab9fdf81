import Index
import KnowledgeBase
import Notes

/// The notes of a series or with a tag; or, without a name, all series or tags.
struct ListPage: Sendable {
    let heading: String
    let name: TextModel?
    let count: String?
    let notes: [NoteItem]
    let isOrdered: Bool
    let links: [LinkModel]
    /// Why nothing is listed; nil where something is.
    let empty: String?
    /// Where all names of the kind are.
    let all: LinkModel?

    private static let mostRecent = 100

    enum Kind: String, Sendable {
        case series, tags
    }

    /// The notes under a name; nil when there are none.
    init?(_ kind: Kind, named name: String, _ view: View) throws {
        let words = view.words
        let (notes, symptoms) = try view.knowledgeBase.ask { database in
            (try database.notes(kind == .series ? .series(name) : .tag(name)), try database.symptoms())
        }
        guard !notes.isEmpty else { return nil }
        let byPath = Dictionary(grouping: symptoms, by: \.path)
        heading = words(kind.rawValue + ".one")
        self.name = TextModel(name)
        count = words("list.count", String(notes.count))
        self.notes = notes.map { NoteItem($0, symptoms: byPath[$0.path] ?? [], view) }
        isOrdered = kind == .series
        (links, empty) = ([], nil)
        all = LinkModel(href: "/" + kind.rawValue, label: TextModel(words(kind.rawValue + ".all")))
    }

    /// All notes, by path.
    init(allNotes view: View) throws {
        let (notes, symptoms) = try view.knowledgeBase.ask { (try $0.notes(.all), try $0.symptoms()) }
        let byPath = Dictionary(grouping: symptoms, by: \.path)
        heading = view.words("notes.all")
        (name, all, isOrdered, links, empty) = (nil, nil, false, [], nil)
        count = view.words("list.count", String(notes.count))
        self.notes = notes.map { NoteItem($0, symptoms: byPath[$0.path] ?? [], view) }
    }

    /// The notes that changed last, as their front matter says.
    init(recent view: View) throws {
        let notes = try view.knowledgeBase.ask { try $0.notes(.recent, limit: Self.mostRecent) }
        heading = view.words("ways.recent")
        (name, all, isOrdered, links, count) = (nil, nil, false, [], nil)
        empty = notes.isEmpty ? view.words("list.none.recent") : nil
        self.notes = notes.map { NoteItem($0, view) }
    }

    /// All names.
    init(_ kind: Kind, _ view: View) throws {
        let values = try view.knowledgeBase.ask { try $0.values(ofField: kind.rawValue) }
        heading = view.words(kind.rawValue + ".all")
        (name, count, all, notes, isOrdered) = (nil, nil, nil, [], false)
        empty = values.isEmpty ? view.words("list.none." + kind.rawValue) : nil
        links = values.map {
            LinkModel(
                href: "/\(kind.rawValue)/" + $0.value.percentEncoded(), label: TextModel($0.value), count: $0.notes)
        }
    }
}
