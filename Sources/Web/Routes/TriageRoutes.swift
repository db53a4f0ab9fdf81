import HTTPTypes
import Hummingbird
import Index
import KnowledgeBase

/// The symptoms as they are now, as a page and for programs.
struct TriageRoutes: Sendable {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/triage") { request, _ in
            try await site.page(request, watching: .all) { view in
                Site.Draft(
                    template: "triage", title: view.words("triage.heading"), content: try TriagePage(view),
                    scripts: view.liveScripts)
            }
        }
        router.get("/api/v1/triage") { request, _ in
            guard site.lookout.board != nil else {
                throw HTTPError(
                    .serviceUnavailable,
                    message: "No Prometheus is configured; start kb serve with KB_PROMETHEUS_URL.")
            }
            var scope = Board.Scope.all
            if let reference = FormFields(request.uri.query ?? "")["note"] {
                let found = try await site.ask(Preferences(request, FormFields(""))) {
                    try PageRoutes.notes(reference, $0)
                }
                guard let note = found.first, found.count == 1 else {
                    throw HTTPError(.notFound, message: "No note, or more than one, is called \(reference).")
                }
                scope = .note(path: note.path)
            }
            let rows = try await site.lookout.situation(scope).readings.map(\.row)
            return APIRoutes.response(rows.map(\.object), to: request)
        }
    }
}
