package import Index
package import Journal
package import Notes
package import Review

/// What a reviewer should know of a note that does not stand in it: what changed since the last review, the links that
/// lead nowhere, and what its commands last said.
package struct NoteCondition: Sendable {
    /// The day of the last review; nil for none.
    package let reviewed: CalendarDate?
    /// The moment of the last review, in seconds since 1970: changes count from here on.
    package let since: Int?
    /// Commits that changed it, the newest first; one more than `mostChanges` where there are more.
    package private(set) var changes: [NoteVersions.Change] = []
    /// Whether it has other lines than in the newest commit, those that reviews write left out.
    package private(set) var isUncommitted = false
    /// Links of the note that lead nowhere, by line.
    package let deadLinks: [LinkEntry]
    /// The last run of each command that has ended, by address.
    package let runs: [RunRecord]

    /// How many changes and links are shown.
    package static let mostChanges = 5
    /// How many runs are looked through, and shown.
    private static let mostRuns = 500
    /// How many runs are shown, of the many that are looked through.
    package static let mostShownRuns = 20

    private let text: String

    /// - Parameters:
    ///   - reviews: of the note; nil where it has none.
    ///   - journal: knows what commands said; nil where there is none.
    package init(
        _ loaded: LoadedNote, _ reviews: NoteReviews?, in base: KnowledgeBase, journal: Journal?
    ) throws {
        let path = loaded.note.path
        let last = reviews?.history.effective.last { $0.grade != nil }
        reviewed = last?.day
        since = last?.time.seconds
        text = loaded.text
        deadLinks = try base.ask { try $0.links(ofNoteAt: path, onlyUnresolved: true) }
        let past = (try? journal?.runs(notes: base.folder.root, path: path, limit: Self.mostRuns)) ?? []
        var seen: Set<String> = []
        runs = past.filter { $0.outcome != nil && seen.insert($0.address).inserted }.sorted { $0.address < $1.address }
    }

    /// Takes over what a version control says of the note.
    package mutating func compare(with versions: NoteVersions?) {
        changes = versions?.changes ?? []
        isUncommitted = versions?.committed.map { Self.differs($0, from: text) } ?? false
    }

    /// Whether a file has other lines than it had, the two that reviews write left out.
    private static func differs(_ bytes: [UInt8], from text: String) -> Bool {
        func lines(_ text: String) -> [Substring] {
            text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).filter { line in
                !line.hasPrefix("review_interval_days:") && !line.hasPrefix("next_review:")
            }
        }
        return lines(String(decoding: bytes, as: UTF8.self).trimmingPrefix("\u{FEFF}").description)
            != lines(text.trimmingPrefix("\u{FEFF}").description)
    }
}
