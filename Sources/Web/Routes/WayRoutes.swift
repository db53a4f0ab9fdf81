import Hummingbird
import Index
import KnowledgeBase
import Notes

/// Ways through the notes: the map of all, what is wanted, what changed, and what a link leads to before it is followed.
struct WayRoutes: Sendable {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/graph") { request, _ in
            try await site.page(request) { view in
                Site.Draft(template: "graph", title: view.words("ways.graph.heading"), content: try GraphPage(view))
            }
        }
        router.get("/wanted") { request, _ in
            // It changes with each query too, so that no page of it is kept.
            try await site.page(request, isCached: false) { view in
                let content = try WantedPage(view, queries: try site.unansweredQueries(limit: WantedPage.mostQueries))
                return Site.Draft(template: "wanted", title: view.words("ways.wanted.heading"), content: content)
            }
        }
        router.get("/recent") { request, _ in
            try await site.page(request) { view in
                Site.Draft(template: "list", title: view.words("ways.recent"), content: try ListPage(recent: view))
            }
        }
        router.get("/previews/**") { request, _ in
            guard let reference = PageRoutes.rest(of: request, after: "/previews/") else { throw HTTPError(.notFound) }
            let anchor = FormFields(request.uri.query ?? "")["section"] ?? ""
            return try await site.page(request) { view -> Site.Draft<PreviewPage>? in
                let found = try PageRoutes.notes(reference, view)
                guard found.count == 1, let summary = found.first else { return nil }
                let content = try PreviewPage(summary, anchor: anchor, view)
                return Site.Draft(template: "preview", title: summary.title.full, content: content)
            }
        }
    }
}
