import HTTPTypes
import Hummingbird
import ServiceLifecycle

/// `/events`: tells an open page that something changed, as server-sent events. `watch` names the symptoms that it
/// shows, which are then measured again and again: the path of a note, with `p.NAME` for its parameters, or `*` for all.
struct EventRoutes: Sendable {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/events") { request, _ in
            let query = FormFields(request.uri.query ?? "")
            let watched = query["watch"].flatMap { $0.isEmpty ? nil : $0 }
            let scope = watched.map {
                $0 == "*" ? Board.Scope.all : .note(path: $0, values: ParameterForm.values(in: query))
            }
            guard let stream = site.hub.listen(first: EventHub.change(site.freshness.latest), watching: scope) else {
                throw HTTPError(.serviceUnavailable, headers: [.retryAfter: "30"])
            }
            let headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
            return Response(
                status: .ok, headers: headers,
                body: ResponseBody { writer in
                    // The server waits for its answers before it stops, and this one would never end.
                    for await text in stream.cancelOnGracefulShutdown() { try await writer.write(text) }
                    try await writer.finish(nil)
                })
        }
    }
}
