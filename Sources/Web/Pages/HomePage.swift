import Index
import KnowledgeBase
import Notes

/// The first page: what is wrong most often and most urgently, and every way on.
struct HomePage: Sendable {
    let summary: String
    let isEmpty: Bool
    let folder: String
    let runbooks: [NoteItem]
    let hasRunbooks: Bool
    /// That there are more runbooks than shown; nil when all are shown.
    let moreRunbooks: String?
    let symptoms: [SymptomItem]
    let hasSymptoms: Bool
    /// The number of symptoms when there are more than shown; nil when all are shown.
    let moreSymptoms: String?
    let due: [NoteItem]
    let recent: [NoteItem]
    let hasRecent: Bool
    let series: [LinkModel]
    let hasSeries: Bool
    let tags: [LinkModel]
    let hasTags: Bool
    /// What fires now; nil where nothing of it can be known.
    let firing: FiringPanel?

    private static let mostSymptoms = 12
    private static let mostRunbooks = 60

    init(_ view: View) throws {
        let (counts, notes, entries, series, tags, recent) = try view.knowledgeBase.ask { database in
            (
                try database.counts(), try database.notes(.all), try database.symptoms(),
                try database.values(ofField: "series"), try database.values(ofField: "tags"),
                try database.notes(.recent, limit: 8)
            )
        }
        // What there is none of has no heading either.
        (hasSymptoms, hasRecent, hasSeries, hasTags) = (
            !entries.isEmpty, !recent.isEmpty, !series.isEmpty, !tags.isEmpty
        )
        let symptoms = Dictionary(grouping: entries, by: \.path)
        func item(_ note: NoteSummary) -> NoteItem { NoteItem(note, symptoms: symptoms[note.path] ?? [], view) }
        let words = view.words
        summary = words("home.summary", String(counts.notes), String(counts.symptoms))
        isEmpty = notes.isEmpty
        firing = view.situation.isOpen ? FiringPanel(entries, view) : nil
        folder = view.knowledgeBase.folder.root
        func rank(_ note: NoteSummary) -> Int { symptoms[note.path]?.compactMap(\.urgency?.rank).min() ?? 9 }
        let runbooks = notes.filter { $0.isRunbook && !NoteStatus.isArchived($0.status) }
            .sorted { (rank($0), $0.path) < (rank($1), $1.path) }
        self.runbooks = runbooks.prefix(Self.mostRunbooks).map(item)
        hasRunbooks = !runbooks.isEmpty
        let more = runbooks.count - Self.mostRunbooks
        moreRunbooks = more > 0 ? words("home.more-runbooks", String(more)) : nil
        self.symptoms = entries.prefix(Self.mostSymptoms).map { SymptomItem($0, view) }
        moreSymptoms = entries.count > Self.mostSymptoms ? words("home.all-symptoms", String(entries.count)) : nil
        let soon = view.today.adding(days: 14)
        due = notes.filter {
            !NoteStatus.isPaused($0.status) && ($0.nextReview.map { $0 <= soon } ?? false)
        }
        .sorted { ($0.nextReview?.daysSinceEpoch ?? 0, $0.path) < ($1.nextReview?.daysSinceEpoch ?? 0, $1.path) }
        .prefix(8).map { NoteItem($0, view) }
        self.recent = recent.map { NoteItem($0, view) }
        self.series = series.map {
            LinkModel(href: "/series/" + $0.value.percentEncoded(), label: TextModel($0.value), count: $0.notes)
        }
        self.tags = tags.sorted { ($1.notes, $0.value) < ($0.notes, $1.value) }.prefix(48)
            .map { LinkModel(href: "/tags/" + $0.value.percentEncoded(), label: TextModel($0.value), count: $0.notes) }
    }
}
