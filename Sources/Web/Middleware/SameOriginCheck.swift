import HTTPTypes
import Hummingbird

/// Refuses what the page of another site makes a browser send here: a form of theirs must not write for us.
///
/// Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`; programs, which say neither, act
/// for nobody but themselves.
struct SameOriginCheck: RouterMiddleware {
    typealias Context = WebContext

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard request.method == .get || request.method == .head || Self.isOurs(request) else {
            throw HTTPError(.forbidden)
        }
        return try await next(request, context)
    }

    private static let site = HTTPField.Name("Sec-Fetch-Site")

    private static func isOurs(_ request: Request) -> Bool {
        if let site = site.flatMap({ request.headers[$0] }) { return site == "same-origin" || site == "none" }
        guard let origin = request.headers[.origin] else { return true }
        guard let host = request.head.authority, let separator = origin.firstRange(of: "://") else { return false }
        return origin[separator.upperBound...].lowercased() == host.lowercased()
    }
}
