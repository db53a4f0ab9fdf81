import HTTPTypes
import Hummingbird
import ServiceLifecycle

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
                    // The server waits for its answers before it stops, and this one would never end.
                    for await text in stream.cancelOnGracefulShutdown() { try await writer.write(text) }
                    try await writer.finish(nil)
                })
        }
    }
}
