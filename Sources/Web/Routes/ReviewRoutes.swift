import HTTPTypes
import Hummingbird
import Index
import KnowledgeBase
import Live
import NIOCore
import Notes
import Review

/// The pages of reviews: the queue, a note to recall and grade, and the numbers. A grade is a form that is sent.
struct ReviewRoutes: Sendable {
    let site: Site
    /// Opens the feeds where a token is needed; nil where none is.
    let feedKey: String?

    func add(to router: Router<WebContext>) {
        router.get("/review") { request, _ in
            let steps = ReviewSteps(FormFields(request.uri.query ?? ""))
            let authority = request.head.authority
            return try await page(request, template: "review") { view, store in
                let content = try ReviewPage(
                    steps, store, view, feeds: FeedAddresses(authority: authority, key: feedKey))
                return (view.words("review.heading"), content)
            }
        }
        router.get("/review/stats") { request, _ in
            try await page(request, template: "review_stats") { view, store in
                (view.words("review.stats.heading"), try ReviewStatisticsPage(store, view))
            }
        }
        router.get("/review/next") { request, _ in
            let steps = ReviewSteps(FormFields(request.uri.query ?? ""))
            let next = try await site.reviews(request) { view, store in
                try store.queueToday(store.history()).first { !steps.skipped.contains($0.path) }
                    .map { view.addresses.review(ofNoteAt: $0.path) }
            }
            return Self.redirect(to: (next ?? "/review") + steps.query)
        }
        router.get("/review/notes/**") { request, _ in
            let steps = ReviewSteps(FormFields(request.uri.query ?? ""))
            return try await card(request, steps, problem: nil)
        }
        router.post("/review/notes/**") { request, _ in
            var request = request
            let body = try await request.collectBody(upTo: site.configuration.limits.body)
            return try await take(FormFields(String(buffer: body)), request)
        }
    }

    /// Does what a form asks, and goes on; what cannot be done is said on the note's page.
    private func take(_ form: FormFields, _ request: Request) async throws -> Response {
        guard let reference = PageRoutes.rest(of: request, after: "/review/notes/") else {
            throw HTTPError(.notFound)
        }
        guard let action = ReviewForm(form) else { throw HTTPError(.badRequest) }
        var steps = ReviewSteps(form)
        let done = steps
        do {
            let (path, address) = try await site.reviews(request) { view, store in
                guard let summary = try PageRoutes.notes(reference, view).first else { throw HTTPError(.notFound) }
                try action.record(summary.path, in: store)
                return (summary.path, view.addresses.review(ofNoteAt: summary.path))
            }
            steps.last = path
            // What was taken back is shown again; a note that was reviewed asks for nothing more.
            let next = action.kind == .undo ? address : done.isSession ? "/review/next" : "/review"
            return Self.redirect(to: next + steps.query)
        } catch let error as ReviewError {
            return try await card(request, done, problem: error)
        }
    }

    private func card(_ request: Request, _ steps: ReviewSteps, problem: ReviewError?) async throws -> Response {
        guard let reference = PageRoutes.rest(of: request, after: "/review/notes/") else {
            throw HTTPError(.notFound)
        }
        let made = try await site.reviews(request) { view, store in
            guard let summary = try PageRoutes.notes(reference, view).first else { throw HTTPError(.notFound) }
            let loaded = try view.knowledgeBase.note(at: summary.path)
            let log = try store.history()
            let reviews = try store.reviews(ofNoteAt: summary.path, in: log)
            return (
                view: view, title: summary.title.text(in: view.preferences.language), clock: store.clock,
                card: try ReviewCardPage(loaded, reviews, log, steps, problem: problem, store, view),
                condition: try NoteCondition(loaded, reviews, in: view.knowledgeBase, journal: site.journal)
            )
        }
        // Git is asked here, where waiting for it holds up nobody else.
        var (card, condition) = (made.card, made.condition)
        condition.compare(
            with: await site.repository.versions(
                of: card.path, after: condition.since, limit: NoteCondition.mostChanges + 1))
        card.condition = ConditionPanel(
            condition, clock: made.clock, linksRuns: site.configuration.runs != nil, made.view.words)
        return respond(
            request, made.view, template: "review_card", title: made.view.words("review.title", made.title), card,
            scripts: NotePage.codeScripts,
            status: problem == nil ? .ok : .conflict)
    }

    /// Answers with a page that is made anew for each request: reviews may have come in by the log alone.
    private func page<Content: Sendable>(
        _ request: Request, template: String,
        _ content: @escaping @Sendable (View, ReviewStore) throws -> (title: String, content: Content)
    ) async throws -> Response {
        let (view, title, content) = try await site.reviews(request) { view, store in
            let (title, content) = try content(view, store)
            return (view, title, content)
        }
        return respond(request, view, template: template, title: title, content)
    }

    private func respond(
        _ request: Request, _ view: View, template: String, title: String, _ content: some Sendable,
        scripts: [String] = [], status: HTTPResponse.Status = .ok
    ) -> Response {
        let query = FormFields(request.uri.query ?? "")
        let path = request.uri.path + query.query(without: Preferences.parameters)
        let draft = Site.Draft(
            template: template, title: title, content: content, scripts: scripts + ["review.js"], status: status)
        let page = RenderedPage(site.render(draft, view, path: path), status: status)
        var response = Site.response(page, to: request)
        for cookie in view.preferences.cookies(for: query) {
            response.headers.append(HTTPField(name: .setCookie, value: cookie))
        }
        return response
    }

    private static func redirect(to address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }
}
