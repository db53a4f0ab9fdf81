import HTTPTypes
import Hummingbird
import Index
import KnowledgeBase
import Review

/// The reviews to come, for calendars and feed readers; `?series=`, `?tag=` and `?lang=` choose, `?alarm=HH:MM` or
/// `?alarm=none` says when calendars ring.
struct FeedRoutes: Sendable {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/feeds/reviews.ics") { request, _ in
            let query = FormFields(request.uri.query ?? "")
            let alarm = try Self.alarm(query["alarm"], Words(Preferences(request, query).language))
            return try await answer(request, type: CalendarFeed.mediaType) { feeds in
                feeds.calendar(alarmMinute: alarm).text
            }
        }
        router.get("/feeds/reviews.atom") { request, _ in
            let query = FormFields(request.uri.query ?? "").query(without: [Sessions.feedKeyParameter])
            return try await answer(request, type: AtomFeed.mediaType) { $0.atom(query: query).text }
        }
    }

    private func answer(
        _ request: Request, type: String, _ text: @escaping @Sendable (ReviewFeeds) throws -> String
    ) async throws -> Response {
        let query = FormFields(request.uri.query ?? "")
        let origin = Site.origin(of: request)
        let chosen = Self.filters(query)
        let page = try await site.reviews(request) { view, store in
            let name = ([view.words("review.feed")] + chosen.map(\.value)).joined(separator: " · ")
            let sentences = view.reviewSentences
            let phrases = ReviewFeeds.Phrases(name: name) { entry, plan in
                sentences.feedDetails(entry, plan)
            }
            return RenderedPage(
                try text(ReviewFeeds(store, site: origin, filters: chosen, phrases: phrases)), type: type)
        }
        return Site.response(page, to: request)
    }

    /// What `series` and `tag` ask of the notes.
    static func filters(_ query: FormFields) -> [SearchQuery.Filter] {
        [("series", "series"), ("tag", "tags")].compactMap { parameter, key in
            query[parameter].flatMap { $0.isEmpty ? nil : SearchQuery.Filter(key: key, value: $0) }
        }
    }

    /// Minutes after midnight; nil for none.
    ///
    /// - Throws: 400
    private static func alarm(_ text: String?, _ words: Words) throws -> Int? {
        guard let text, !text.isEmpty else { return 9 * 60 }
        if text == "none" { return nil }
        guard let time = ReviewDay(text) else {
            throw HTTPError(.badRequest, message: words("feeds.alarm"))
        }
        return time.startMinute
    }
}
