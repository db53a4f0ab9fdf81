import HTTPTypes
import Hummingbird
import Index
import KnowledgeBase
import Notes

/// The same answers as the terminal's, for programs: `{"results": […]}` with the rows of `--format json`.
struct APIRoutes: Sendable {
    let site: Site

    func add(to router: Router<WebContext>) {
        let api = router.group("/api/v1")
        api.get("/search") { request, _ in
            let query = FormFields(request.uri.query ?? "")
            let text = String((query["q"] ?? "").prefix(SearchQuery.longest))
            let limit = try number("limit", in: query, 1...1000) ?? 20
            let offset = try number("offset", in: query, 0...100_000) ?? 0
            return try await answer(request) { view in
                let search = SearchRequest(text, limit: limit, offset: offset, today: view.today)
                let answer = try view.knowledgeBase.ask { try $0.search(search) }
                let alert = try view.knowledgeBase.soughtAlert(text)?.object
                return Self.results(
                    answer.hits.map { hit in
                        let href = view.addresses.page(ofNoteAt: hit.path, anchor: hit.anchor)
                        return SearchRow(hit).object.adding([("href", .text(href))])
                    },
                    [
                        ("total", .integer(answer.total)), ("is_total_cut", .flag(answer.isCut)),
                        ("changes", .list(answer.changes.map { .object($0.object) })),
                        ("alert", alert.map { .object($0) } ?? .null),
                    ])
            }
        }
        api.get("/notes") { request, _ in
            try await answer(request) { view in
                Self.results(try view.knowledgeBase.ask { try $0.notes(.all) }.map { NoteRow($0).object })
            }
        }
        api.get("/notes/**") { request, _ in
            guard let reference = PageRoutes.rest(of: request, after: "/api/v1/notes/") else {
                throw HTTPError(.notFound)
            }
            return try await answer(request) { view in
                let found = try PageRoutes.notes(reference, view)
                guard !found.isEmpty else { throw HTTPError(.notFound, message: "There is no note \(reference).") }
                return Self.results(
                    try found.map { note in
                        let symptoms = try view.knowledgeBase.ask { try $0.symptoms(ofNoteAt: note.path) }
                        let backlinks = try view.knowledgeBase.ask { try $0.backlinks(toNoteAt: note.path) }
                        return NoteRow(note).object.adding([
                            ("symptoms", .list(symptoms.map { .object(SymptomRow($0).object) })),
                            ("backlinks", .list(backlinks.map { .object(BacklinkRow($0).object) })),
                            ("markdown", .text(try view.knowledgeBase.note(at: note.path).text)),
                        ])
                    })
            }
        }
        api.get("/symptoms") { request, _ in
            try await answer(request) { view in
                Self.results(try view.knowledgeBase.ask { try $0.symptoms() }.map { SymptomRow($0).object })
            }
        }
        api.get("/due") { request, _ in
            let query = FormFields(request.uri.query ?? "")
            let days = try number("days", in: query, 0...3650) ?? 0
            let page = try await site.reviews(request) { view, store in
                let rows = try store.due(withinDays: days, filters: FeedRoutes.filters(query)).map { row in
                    row.object.adding([("href", .text(view.addresses.review(ofNoteAt: row.path)))])
                }
                return RenderedPage(Self.results(rows), type: Self.type)
            }
            return response(page, to: request)
        }
        for key in ["series", "tags"] {
            api.get(RouterPath("/\(key)")) { request, _ in
                try await answer(request) { view in
                    Self.results(
                        try view.knowledgeBase.ask { try $0.values(ofField: key) }.map { value in
                            ["name": .text(value.value), "notes": .integer(value.notes)]
                        })
                }
            }
        }
        api.get("/openapi.json") { request, _ in
            let text = String(decoding: PackageResources.openapi_json, as: UTF8.self)
            return Site.response(RenderedPage(text, type: Self.type), to: request)
        }
    }

    static let type = "application/json; charset=utf-8"

    private func answer(
        _ request: Request, _ json: @escaping @Sendable (View) throws -> String
    ) async throws -> Response {
        let preferences = Preferences(request, FormFields(request.uri.query ?? ""))
        let page = try await site.ask(preferences) { RenderedPage(try json($0), type: Self.type) }
        return response(page, to: request)
    }

    /// An answer, with a header that tells where the index could not be brought up to date (RFC 7234, 5.5.1).
    private func response(_ page: RenderedPage, to request: Request) -> Response {
        var response = Site.response(page, to: request)
        if site.freshness.latestGeneration.fault != nil, let name = HTTPField.Name("Warning") {
            response.headers[name] = #"110 kb "The disk is full: the index is not up to date.""#
        }
        return response
    }

    /// An answer with a list.
    static func response(_ rows: [JSONObject], to request: Request) -> Response {
        Site.response(RenderedPage(results(rows), type: type), to: request)
    }

    private static func results(_ rows: [JSONObject], _ further: [(String, RowValue)] = []) -> String {
        let object: JSONObject = ["results": .list(rows.map { .object($0) })]
        return object.adding(further).json + "\n"
    }

    /// - Throws: 400 when the value is no number of the range.
    private func number(_ name: String, in query: FormFields, _ range: ClosedRange<Int>) throws -> Int? {
        guard let text = query[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw HTTPError(
                .badRequest,
                message: "The parameter \(name) must be a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }
}
