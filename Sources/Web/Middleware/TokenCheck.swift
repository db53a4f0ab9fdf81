import HTTPTypes
import Hummingbird
import Notes

/// Lets in who knows the token: programs by `Authorization: Bearer`, browsers by the session that the login page opens.
struct TokenCheck: RouterMiddleware {
    typealias Context = WebContext

    let sessions: Sessions

    /// What anyone may ask: whether the server is alive, and what the login page needs.
    private static func isOpen(_ path: String) -> Bool {
        path == "/login" || path == "/healthz" || path == "/favicon.ico" || path.hasPrefix("/static/")
    }

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        // The webhook has a token of its own.
        let isWebhook = request.method == .post && request.uri.path == AlertRoutes.path
        if isWebhook || Self.isOpen(request.uri.path) || isKnown(request) { return try await next(request, context) }
        let wantsPage = request.headers[.accept]?.contains("text/html") ?? false
        guard wantsPage, request.method == .get else {
            throw HTTPError.tokenWanted
        }
        let wanted = (request.head.path ?? "/").percentEncoded()
        return Response(status: .seeOther, headers: [.location: "/login?next=\(wanted)", .cacheControl: "no-store"])
    }

    private func isKnown(_ request: Request) -> Bool {
        if let token = request.bearerToken { return sessions.isToken(token) }
        if request.method == .get || request.method == .head, request.uri.path.hasPrefix("/feeds/"),
            let key = FormFields(request.uri.query ?? "")[Sessions.feedKeyParameter]
        {
            return sessions.isFeedKey(key)
        }
        return request.cookies[Sessions.cookie].map { sessions.isOpen($0.value) } ?? false
    }
}
