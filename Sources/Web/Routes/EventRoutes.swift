import HTTPTypes
import Hummingbird

/// `/events`: tells an open page that something changed, as server-sent events.
struct EventRoutes: Sendable {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/events") { _, _ in
            guard let stream = site.hub.listen(first: EventHub.change(site.freshness.latest)) else {
                throw HTTPError(.serviceUnavailable, headers: [.retryAfter: "30"])
            }
            let headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
            return Response(
                status: .ok, headers: headers,
                body: ResponseBody { writer in
                    for await text in stream { try await writer.write(text) }
                    try await writer.finish(nil)
                })
        }
    }
}
