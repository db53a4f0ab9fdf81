import Index
import KnowledgeBase
import Notes

/// All notes and the links between them: a map of the most linked, a table that says the same, and the notes that
/// nothing leads to.
struct GraphPage: Sendable {
    let summary: String
    let drawing: GraphDrawing?
    let rows: [Row]
    /// Says how many notes are on the map when it does not hold all.
    let bound: String?
    let alone: [LinkModel]
    let aloneLabel: String?

    /// A note with the number of its links.
    struct Row: Sendable {
        let link: LinkModel
        let linking: Int
        let linked: Int
    }

    private static let mostNotes = 300
    private static let mostLinks = 2000
    private static let mostAlone = 500

    init(_ view: View) throws {
        let (notes, entries) = try view.knowledgeBase.ask { (try $0.notes(.all), try $0.links()) }
        var linking: [String: Set<String>] = [:]
        var linked: [String: Set<String>] = [:]
        for entry in entries {
            guard let to = entry.resolvedPath, to != entry.path else { continue }
            linking[to, default: []].insert(entry.path)
            linked[entry.path, default: []].insert(to)
        }
        func links(_ note: NoteSummary) -> Int { (linking[note.path]?.count ?? 0) + (linked[note.path]?.count ?? 0) }
        let joined = notes.filter { links($0) > 0 }.sorted { (links($1), $0.path) < (links($0), $1.path) }
        let shown = joined.prefix(Self.mostNotes)
        let words = view.words
        func link(_ note: NoteSummary) -> LinkModel {
            LinkModel(href: view.addresses.page(ofNoteAt: note.path), label: TextModel(note.title))
        }
        let numbers = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1.path, $0) })
        var edges: [(from: Int, to: Int)] = []
        for (number, note) in shown.enumerated() {
            // A link in both directions is one line.
            for to in (linked[note.path] ?? []).compactMap({ numbers[$0] }).sorted()
            where number < to || !(linking[note.path]?.contains(shown[shown.startIndex + to].path) ?? false) {
                edges.append((number, to))
            }
        }
        drawing =
            shown.isEmpty
            ? nil
            : GraphDrawing(
                places: shown.map {
                    .init(
                        href: view.addresses.page(ofNoteAt: $0.path),
                        title: $0.title.text(in: view.preferences.language), isRunbook: $0.isRunbook, links: links($0))
                }, links: Array(edges.prefix(Self.mostLinks)))
        rows = shown.map {
            Row(link: link($0), linking: linking[$0.path]?.count ?? 0, linked: linked[$0.path]?.count ?? 0)
        }
        let count = linked.values.reduce(0) { $0 + $1.count }
        summary = words("ways.graph.summary", String(notes.count), String(count))
        bound = joined.count > shown.count ? words("ways.graph.bound", String(shown.count)) : nil
        let apart = notes.filter { links($0) == 0 }
        alone = apart.prefix(Self.mostAlone).map(link)
        aloneLabel = apart.isEmpty ? nil : words("ways.graph.alone", String(apart.count))
    }
}
