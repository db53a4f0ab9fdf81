import HTTPTypes
import Hummingbird
import Notes
import Logging

/// Counts each request, and logs it at the level `info`.
struct RequestLog: RouterMiddleware {
    typealias Context = WebContext

    let metrics: Metrics

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let duration = ContinuousClock.now - start
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        // A method of the client's own making must not make a series of its own.
        let method = [.get, .head, .post].contains(request.method) ? request.method.rawValue : "other"
        metrics.count(
            route: context.endpointPath ?? "other", method: method, status: response.status.code, seconds: seconds)
        context.logger.info(
            "request",
            metadata: [
                "method": "\(request.method)", "path": "\(request.uri.path.percentEncoded(keeping: "/%"))",
                "status": "\(response.status.code)", "ms": "\((seconds * 1000).rounded())",
            ])
        return response
    }
}
