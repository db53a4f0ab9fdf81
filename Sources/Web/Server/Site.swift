import HTTPTypes
import Hummingbird
import Journal
import KnowledgeBase
import Live
import Logging
import NIOCore
import NIOPosix
import Notes

/// What all routes share: the notes, the templates, the caches. Answers requests with pages.
struct Site: Sendable {
    let configuration: WebConfiguration
    let freshness: Freshness
    let templates: Templates
    let assets: StaticAssets
    let hub: EventHub
    let metrics: Metrics
    let lookout: Lookout
    /// Keeps what nobody could answer; nil where there is none.
    let journal: Journal?
    /// The git repository that the notes may be in.
    let repository: GitQueue
    let cache = PageCache()

    /// A page's content and the name of its template.
    struct Draft<Content: Sendable>: Sendable {
        var template: String
        var title: String
        var content: Content
        var query = ""
        /// What the page loads before the scripts of all pages, in this order.
        var scripts: [String] = []
        var status = HTTPResponse.Status.ok
    }

    /// Parameters that change nothing in what a page holds; `h` is for the page's script.
    static let ignored = Preferences.parameters.union(["h"])

    /// What all pages load.
    private static let scripts = ["kb.js", "search.js", "contents.js", "follow.js", "keys.js", "previews.js"]

    /// Answers with a page; one that was made since the last change is not made again.
    ///
    /// - Parameters:
    ///   - scope: the symptoms that the page shows as they are now; nil where it shows none.
    ///   - draft: makes the page, on a thread where blocking is allowed. Nil means that there is none.
    func page(
        _ request: Request, watching scope: Board.Scope? = nil, isCached: Bool = true,
        _ draft: @escaping @Sendable (View) throws -> Draft<some Sendable>?
    ) async throws -> Response {
        let situation = if let scope { try await lookout.situation(scope) } else { Situation() }
        let query = FormFields(request.uri.query ?? "")
        let preferences = Preferences(request, query)
        let path = request.uri.path + query.query(without: Self.ignored)
        let key = "\(preferences) \(configuration.today()) \(path)"
        let page: RenderedPage
        if isCached, let current = freshness.current, let cached = cache.page(key, of: current, situation.tag) {
            page = cached
        } else {
            page = try await NIOThreadPool.singleton.run {
                let generation = try freshness.refresh()
                if isCached, let cached = cache.page(key, of: generation, situation.tag) { return cached }
                var view = view(preferences, generation)
                view.situation = situation
                guard let draft = try draft(view) else { throw HTTPError(.notFound) }
                let page = RenderedPage(render(draft, view, path: path), status: draft.status)
                if isCached { cache.store(page, as: key, of: generation, situation.tag) }
                return page
            }
        }
        var response = Self.response(page, to: request)
        for cookie in preferences.cookies(for: query) {
            response.headers.append(HTTPField(name: .setCookie, value: cookie))
        }
        return response
    }

    /// Counts a query that nothing answered; on a thread where blocking is allowed. An answer is worth more than its
    /// record: where there is no journal there is none.
    func recordUnanswered(_ text: String) {
        try? journal?.recordUnanswered(
            text, notes: freshness.knowledgeBase.folder.root, now: Double(configuration.now()))
    }

    /// The queries that nothing answers, the most frequent first.
    func unansweredQueries(limit: Int) throws -> [UnansweredQuery] {
        guard let journal else { return [] }
        return try freshness.knowledgeBase.unansweredQueries(in: journal, limit: limit, today: configuration.today())
    }

    /// Asks the notes, brought up to date, on a thread where blocking is allowed.
    func ask<Answer: Sendable>(
        _ preferences: Preferences, _ question: @escaping @Sendable (View) throws -> Answer
    ) async throws -> Answer {
        try await NIOThreadPool.singleton.run { try question(view(preferences, freshness.refresh())) }
    }

    func view(_ preferences: Preferences, _ generation: Freshness.Generation) -> View {
        View(
            knowledgeBase: freshness.knowledgeBase, addresses: generation.addresses, preferences: preferences,
            words: Words(preferences.language), today: configuration.today(), isOutdated: generation.fault != nil)
    }

    /// The HTML of a page.
    func render(_ draft: Draft<some Sendable>, _ view: View, path: String) -> String {
        let page = Page(
            w: view.words, language: view.preferences.language.rawValue, theme: view.preferences.theme.rawValue,
            reading: view.preferences.reading.rawValue, documentTitle: draft.title, query: draft.query,
            stylesheet: assets.address("kb.css") ?? "", icon: assets.address("icon.svg") ?? "",
            scripts: (draft.scripts + Self.scripts).compactMap(assets.address),
            navigation: NavigationLink.all(from: path, view.words), switches: Self.switches(view, path: path),
            isOutcome: draft.status != .ok, notice: view.isOutdated ? view.words("index.outdated") : nil,
            page: draft.content)
        return templates.render(draft.template, page)
    }

    /// A response with what lets a browser ask whether the page changed, instead of for the page.
    static func response(_ page: RenderedPage, to request: Request) -> Response {
        var headers = HTTPFields()
        headers[.eTag] = page.tag
        headers[.cacheControl] = "private, no-cache"
        headers[.vary] = "Accept-Encoding, Accept-Language, Cookie"
        if page.status == .ok, Conditional.matches(request, tag: page.tag) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = page.type
        var body = page.body
        if let gzip = page.gzip, Conditional.acceptsGzip(request) {
            headers[.contentEncoding] = "gzip"
            body = gzip
        }
        return Response(status: page.status, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    private static func switches(_ view: View, path: String) -> [Switch] {
        func link(_ name: String, _ value: String) -> String {
            path + (path.contains("?") ? "&" : "?") + name + "=" + value
        }
        func item(_ name: String, _ values: [(value: String, label: String, tag: String)], chosen: String) -> Switch {
            Switch(
                name: name, label: view.words("switch." + name),
                choices: values.map {
                    Switch.Choice(
                        label: $0.label, value: $0.value, href: link(name, $0.value), languageTag: $0.tag,
                        isChosen: $0.value == chosen)
                })
        }
        let tag = view.preferences.language.rawValue
        return [
            item(
                "lang", [("en", "English", "en"), ("zh-Hant", "中文", "zh-Hant")],
                chosen: view.preferences.language.rawValue),
            item(
                "reading",
                Preferences.Reading.allCases.map { ($0.rawValue, view.words("reading." + $0.rawValue), tag) },
                chosen: view.preferences.reading.rawValue),
            item(
                "theme", Preferences.Theme.allCases.map { ($0.rawValue, view.words("theme." + $0.rawValue), tag) },
                chosen: view.preferences.theme.rawValue),
        ]
    }
}
