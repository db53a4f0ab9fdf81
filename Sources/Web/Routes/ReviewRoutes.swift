import HTTPTypes
import Hummingbird
import Index
import KnowledgeBase
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
                try store.queueToday().first { !steps.skipped.contains($0.path) }
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
            // What was taken back is shown again; a single note stays, with what was recorded.
            let isNext = done.isSession && action.kind != .undo
            return Self.redirect(to: (isNext ? "/review/next" : address) + steps.query)
        } catch let error as ReviewError {
            return try await card(request, done, problem: error)
        }
    }

    private func card(_ request: Request, _ steps: ReviewSteps, problem: ReviewError?) async throws -> Response {
        guard let reference = PageRoutes.rest(of: request, after: "/review/notes/") else {
            throw HTTPError(.notFound)
        }
        let status: HTTPResponse.Status = problem == nil ? .ok : .conflict
        return try await page(request, template: "review_card", scripts: NotePage.codeScripts, status: status) {
            view, store in
            guard let summary = try PageRoutes.notes(reference, view).first else { throw HTTPError(.notFound) }
            let content = try ReviewCardPage(summary, steps, problem: problem, store, view)
            return (view.words("review.title", summary.title.text(in: view.preferences.language)), content)
        }
    }

    /// Answers with a page that is made anew for each request: reviews may have come in by the log alone.
    private func page<Content: Sendable>(
        _ request: Request, template: String, scripts: [String] = [], status: HTTPResponse.Status = .ok,
        _ content: @escaping @Sendable (View, ReviewStore) throws -> (title: String, content: Content)
    ) async throws -> Response {
        let query = FormFields(request.uri.query ?? "")
        let preferences = Preferences(request, query)
        let path = request.uri.path + query.query(without: Preferences.parameters)
        let page = try await site.reviews(request) { view, store in
            let (title, content) = try content(view, store)
            let draft = Site.Draft(
                template: template, title: title, content: content, scripts: scripts + ["review.js"], status: status)
            return RenderedPage(site.render(draft, view, path: path), status: status)
        }
        var response = Site.response(page, to: request)
        for cookie in preferences.cookies(for: query) {
            response.headers.append(HTTPField(name: .setCookie, value: cookie))
        }
        return response
    }

    private static func redirect(to address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }
}
