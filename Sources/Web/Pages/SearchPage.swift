import Catalogue
import Index
import KnowledgeBase
import Notes

/// What a search found.
struct SearchPage: Sendable {
    let isAsked: Bool
    let count: String
    let hits: [Hit]
    /// What the alert is about whose name is the query; nil where it is none.
    let alert: Alert?
    /// How the query was looked for where that is not as it was typed.
    let changes: [String]
    let hasChanges: Bool
    /// Who looks for nothing yet, or found nothing, is told what a query may hold.
    let isHelpOpen: Bool
    /// Whether no note answers the query whole.
    let isUnanswered: Bool
    let more: LinkModel?
    let filters: [Filter]

    /// A note that answers, by its best section.
    struct Hit: Sendable {
        let href: String
        let title: TextModel
        let path: String
        let headings: [TextModel]
        let symptom: String?
        let urgency: Badge?
        let due: Badge?
        let updated: String?
        let reviewed: String?
        let pieces: [Piece]
        /// Of the pieces.
        let language: String
        /// The words that answer, a line each, for the note's page to show; nil for none.
        let found: String?
    }

    /// An alert that was looked for by its name.
    struct Alert: Sendable {
        let lead: String
        let link: LinkModel

        init(_ alert: SoughtAlert, _ view: View) {
            lead = view.words("search.alert", alert.name)
            let language = view.preferences.language
            let label = [alert.symptom, alert.description?.text(in: language), alert.title.text(in: language)]
            link = LinkModel(
                href: AlertPage.address(of: alert.name, labels: [:]),
                label: TextModel(label.compactMap { $0 }.joined(separator: " · ")))
        }
    }

    struct Piece: Sendable {
        let text: String
        let isHighlighted: Bool
    }

    /// Something that may stand in a query, and what it finds.
    struct Filter: Sendable {
        let example: String
        let href: String
        let meaning: String
    }

    private static let pageSize = 20
    private static let examples = [
        "\"consumer lag\"", "broker -kafka", "tag:kafka", "series:backend", "urgency:critical", "symptom:S1",
        "in:title kafka", "due:30d", "status:draft", "lang:zh",
    ]

    /// - Parameter examples: of what a query may hold here.
    init(_ text: String, page: Int, _ view: View, examples: [String] = Self.examples) throws {
        let words = view.words
        isAsked = text.contains { !$0.isWhitespace }
        let page = min(max(1, page), 500)
        let request = SearchRequest(
            text, limit: Self.pageSize, offset: (page - 1) * Self.pageSize, today: view.today)
        let answer = isAsked ? try view.knowledgeBase.ask { try $0.search(request) } : .nothing
        hits = try Hit.hits(answer.hits, view)
        let sought = isAsked && page == 1 ? try view.knowledgeBase.soughtAlert(text) : nil
        alert = sought.map { Alert($0, view) }
        isUnanswered = isAsked && answer.isUnanswered && sought == nil
        count =
            switch answer.total {
            case 0: words("search.none", text)
            case 1: words("search.one", text)
            default: words(answer.isCut ? "search.count.cut" : "search.count", String(answer.total), text)
            }
        // Of a query that finds nothing, everything was left out.
        let told = answer.changes.filter { $0.kind != .leftOut || !answer.hits.isEmpty }.map { change in
            words(
                "search." + change.kind.rawValue + (change.isUnmetButLike ? "-like" : ""), change.word,
                change.replacements.joined(separator: words.catalogue("triage.separator")))
        }
        // Which word was left out says it already.
        changes = told.isEmpty && answer.hits.first?.match == .partial ? [words("search.partial")] : told
        hasChanges = !changes.isEmpty
        isHelpOpen = answer.hits.isEmpty && sought == nil
        more =
            answer.total > page * Self.pageSize || answer.isCut && !answer.hits.isEmpty
            ? LinkModel(
                href: "/search?q=\(text.percentEncoded())&page=\(page + 1)", label: TextModel(words("search.more")))
            : nil
        filters = examples.map { example in
            let key =
                example.hasPrefix("\"")
                ? "phrase" : example.contains(" -") ? "without" : String(example.prefix { $0 != ":" })
            return Filter(
                example: example, href: "/search?q=" + example.percentEncoded(), meaning: words("search.filter." + key))
        }
    }
}

extension SearchPage.Hit {
    /// What was found, each with how fresh it is.
    static func hits(_ hits: [SearchHit], _ view: View) throws -> [SearchPage.Hit] {
        let freshness = try view.knowledgeBase.freshness(ofNotesAt: hits.map(\.path))
        return hits.map { SearchPage.Hit($0, freshness[$0.path], view) }
    }

    private init(_ hit: SearchHit, _ freshness: NoteFreshness?, _ view: View) {
        updated = freshness?.updated.map { view.words("review.updated", $0.description) }
        reviewed = freshness?.reviewed.map { view.words("review.reviewed", $0.description) }
        href = view.addresses.page(ofNoteAt: hit.path, anchor: hit.anchor)
        title = TextModel(hit.title)
        path = hit.path
        headings = hit.headingsBelowTitle.map { TextModel($0) }
        symptom = hit.symptom
        urgency = hit.urgency.map { Badge($0, view.words) }
        due = Badge(nextReview: hit.nextReview, status: hit.status, today: view.today, view.words)
            .flatMap { $0.kind == "overdue" || $0.kind == "due" ? $0 : nil }
        language = TextModel.language(ofPassage: hit.snippet.text)
        found = hit.found.isEmpty ? nil : hit.found.joined(separator: "\n")
        pieces = hit.snippet.pieces.map { SearchPage.Piece(text: $0.text, isHighlighted: $0.isHighlighted) }
    }
}
