import HTTPTypes
import Hummingbird
import Index
import KnowledgeBase
import Notes

/// The pages that people read.
struct PageRoutes: Sendable {
    let site: Site

    /// Which of its requests a page makes by itself, to follow the notes.
    private static let following = HTTPField.Name("KB-Following")

    func add(to router: Router<WebContext>) {
        router.get("/") { request, _ in
            try await site.page(request, watching: .all) { view in
                Site.Draft(
                    template: "home", title: view.words("home.title"), content: try HomePage(view),
                    scripts: view.liveScripts)
            }
        }
        router.get("/notes") { request, _ in
            try await site.page(request) { view in
                Site.Draft(template: "list", title: view.words("notes.all"), content: try ListPage(allNotes: view))
            }
        }
        router.get("/notes/**") { request, _ in
            guard let reference = Self.rest(of: request, after: "/notes/") else { throw HTTPError(.notFound) }
            return try await note(reference, request)
        }
        router.get("/search") { request, _ in
            let query = FormFields(request.uri.query ?? "")
            let text = String((query["q"] ?? "").prefix(SearchQuery.longest))
            let page = query["page"].flatMap { Int($0) } ?? 1
            // An open page that follows the notes asks nothing anew.
            let isFollowing = Self.following.map { request.headers[$0] != nil } ?? false
            return try await site.page(request) { view in
                let content = try SearchPage(text, page: page, view)
                if content.isUnanswered, page == 1, !isFollowing { site.recordUnanswered(text) }
                let title = content.isAsked ? view.words("search.title", text) : view.words("search.heading")
                return Site.Draft(template: "search", title: title, content: content, query: text)
            }
        }
        router.get("/symptoms") { request, _ in
            try await site.page(request) { view in
                Site.Draft(
                    template: "symptoms", title: view.words("symptoms.heading"), content: try SymptomsPage(view))
            }
        }
        for kind in [ListPage.Kind.series, .tags] {
            router.get(RouterPath("/\(kind.rawValue)")) { request, _ in
                try await site.page(request) { view in
                    let content = try ListPage(kind, view)
                    return Site.Draft(template: "list", title: content.heading, content: content)
                }
            }
            router.get(RouterPath("/\(kind.rawValue)/**")) { request, _ in
                guard let name = Self.rest(of: request, after: "/\(kind.rawValue)/") else { throw HTTPError(.notFound) }
                return try await site.page(request) { view -> Site.Draft<ListPage>? in
                    try ListPage(kind, named: name, view).map {
                        Site.Draft(template: "list", title: "\(name) · \($0.heading)", content: $0)
                    }
                }
            }
        }
    }

    private func note(_ reference: String, _ request: Request) async throws -> Response {
        let scope = try await watched(reference, request)
        let query = FormFields(request.uri.query ?? "")
        let configuration = site.configuration
        // A page with the values of an incident is made for one person, and runs change without any file.
        let isCached = configuration.runs == nil && !ParameterForm.isIn(query)
        return try await site.page(request, watching: scope, isCached: isCached) {
            view -> Site.Draft<NoteOrChoice>? in
            let found = try Self.notes(reference, view)
            // Both kinds of page go through one type, so that one closure can make either.
            guard found.count == 1, let summary = found.first else {
                guard !found.isEmpty else { return nil }
                let title = view.words("choice.title", reference)
                return Site.Draft(
                    template: "note", title: title, content: NoteOrChoice(choice: ChoicePage(reference, found, view)))
            }
            let content = try NotePage(summary, view, query, configuration)
            let strip = view.situation.isOpen ? FiringStrip(content.symptoms, view.words) : nil
            return Site.Draft(
                template: "note", title: summary.title.text(in: view.preferences.language),
                content: NoteOrChoice(note: content, strip: strip),
                scripts: view.liveScripts + content.scripts)
        }
    }

    /// The symptoms of the note that an address means, where they can be known.
    private func watched(_ reference: String, _ request: Request) async throws -> Board.Scope? {
        guard site.lookout.isOpen else { return nil }
        let found = try await site.ask(Preferences(request, FormFields(""))) { try Self.notes(reference, $0) }
        guard found.count == 1, let note = found.first, note.isRunbook else { return nil }
        return .note(path: note.path, values: ParameterForm.values(in: FormFields(request.uri.query ?? "")))
    }

    /// What stands under the address of a note.
    struct NoteOrChoice: Sendable {
        var note: NotePage?
        /// Of the note; nil where nothing can be known of this moment.
        var strip: FiringStrip?
        var choice: ChoicePage?
    }

    /// The notes that an address means: a path with or without `.md`, else an id, else any name that a link may use.
    static func notes(_ reference: String, _ view: View) throws -> [NoteSummary] {
        let found = try view.knowledgeBase.ask { try $0.notes(named: reference) }
        if reference.contains("/") || reference.lowercased().hasSuffix(".md") { return found }
        // At the top of the folder path and id are the same; another note below may have that id too.
        let sharing = try view.knowledgeBase.ask { database in
            try database.notes(withID: reference)
        }
        let exact = sharing.filter { $0.note == reference }
        if !exact.isEmpty { return exact }
        return sharing.isEmpty ? found : sharing
    }

    /// What follows a prefix in the path, decoded; nil when it is empty.
    static func rest(of request: Request, after prefix: String) -> String? {
        let path = request.uri.path
        guard path.hasPrefix(prefix) else { return nil }
        var rest = FormFields.decoded(path.dropFirst(prefix.count), plusIsSpace: false)
        while rest.hasSuffix("/") { rest.removeLast() }
        return rest.isEmpty ? nil : rest
    }
}
