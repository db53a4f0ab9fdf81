import Detection
import HTTPTypes
import Hummingbird

/// Refuses what no page of ours sends: other methods, long addresses, large bodies.
struct RequestLimits: RouterMiddleware {
    typealias Context = WebContext

    let limits: WebConfiguration.Limits

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard (request.head.path ?? "").utf8.count <= limits.address else { throw HTTPError(.uriTooLong) }
        let isWebhook = request.method == .post && request.uri.path == AlertRoutes.path
        switch request.method {
        case .get, .head: break
        case .post where isWebhook || Self.takesForms(request.uri.path): break
        default: throw HTTPError(.methodNotAllowed, headers: [.allow: "GET, HEAD"])
        }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }),
            length > (isWebhook ? Webhook.largestBody : limits.body)
        {
            throw HTTPError(.contentTooLarge)
        }
        return try await next(request, context)
    }

    private static func takesForms(_ path: String) -> Bool {
        path == "/login" || path == "/run" || path.hasPrefix("/review/") || path.hasPrefix("/runs/")
    }
}
