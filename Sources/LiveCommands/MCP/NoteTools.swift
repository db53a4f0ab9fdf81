import Catalogue
import Commands
import Index
import KnowledgeBase
import Notes

/// What an agent can ask of the notes: the answers of the terminal, with the same keys.
struct NoteTools {
    let session: Session

    var all: [MCPTool] { [search, show, symptoms, due] }

    /// Characters of a text that are shown at once.
    private static let longestText = 100_000

    private var search: MCPTool {
        MCPTool(
            name: "search",
            arguments: [.init(name: "query", kind: .text, isRequired: true), .init(name: "limit", kind: .number)]
        ) { arguments in
            let query = try arguments.requiredText("query")
            let limit = try arguments.number("limit", 1...100) ?? 10
            let today = try Clock.today(session.environment)
            let request = SearchRequest(String(query.prefix(SearchQuery.longest)), limit: limit, today: today)
            let answer = try session.answer { try $0.search(request) }
            let alert = try session.base.soughtAlert(request.text)?.object
            return MCPTool.Answer(
                answer.hits.map { SearchRow($0).object },
                [
                    ("total", .integer(answer.total)), ("is_total_cut", .flag(answer.isCut)),
                    ("changes", .list(answer.changes.map { .object($0.object) })),
                    ("alert", alert.map { .object($0) } ?? .null),
                ])
        }
    }

    private var show: MCPTool {
        MCPTool(
            name: "show",
            arguments: [.init(name: "note", kind: .text, isRequired: true), .init(name: "from", kind: .number)]
        ) { arguments in
            let reference = try arguments.requiredText("note")
            let from = try arguments.number("from", 0...Int(UInt32.max)) ?? 0
            try session.catchUp()
            let (summary, heading) = try session.base.place(of: reference)
            let loaded = try session.base.note(at: summary.path)
            var text = loaded.text
            if let heading {
                text = try ChosenSections(named: heading, in: loaded.note).markdown(of: loaded.text)
            }
            let rest = text.dropFirst(from)
            let shown = String(rest.prefix(Self.longestText))
            let next = shown.count < rest.count ? from + shown.count : nil
            return MCPTool.Answer(
                [NoteRow(summary).object.adding([("markdown", .text(shown))])],
                [("next", next.map { .integer($0) } ?? .null)], text: shown,
                notice: next.map { session.words("mcp.show.cut", "\($0)") })
        }
    }

    private var symptoms: MCPTool {
        MCPTool(name: "symptoms", arguments: [.init(name: "note", kind: .text)]) { arguments in
            let reference = try arguments.text("note")
            try session.catchUp()
            let path = try reference.map { try session.base.summary(of: $0).path }
            let symptoms = try session.base.ask { try $0.symptoms(ofNoteAt: path) }
            return MCPTool.Answer(symptoms.map { SymptomRow($0).object })
        }
    }

    private var due: MCPTool {
        MCPTool(name: "due", arguments: [.init(name: "days", kind: .number)]) { arguments in
            let days = try arguments.number("days", 0...3650) ?? 0
            try session.catchUp()
            let store = try ReviewStore(session.base, environment: session.environment)
            _ = try store.settle(isWriting: false)
            return MCPTool.Answer(try store.due(withinDays: days).map(\.object))
        }
    }
}
