import HTTPTypes
import Hummingbird

/// Answers only requests that name this server: a page of another host, whose name was made to lead here, learns
/// nothing (DNS rebinding).
struct HostCheck: RouterMiddleware {
    typealias Context = WebContext

    private let names: Set<String>

    init(_ configuration: WebConfiguration) {
        var names: Set<String> = ["localhost", "127.0.0.1", "[::1]"]
        names.formUnion(configuration.allowedHosts.map { $0.lowercased() })
        let host = configuration.host.lowercased()
        // An address that stands for all addresses is the name of none.
        if host != "0.0.0.0", host != "::" {
            names.insert(host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host)
        }
        self.names = names
    }

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        // The first is the authority; RFC 9112 wants a request with another refused.
        guard Self.further.map({ request.headers[$0] == nil }) ?? true else { throw HTTPError(.badRequest) }
        guard let host = request.head.authority, names.contains(Self.name(of: host)) else {
            throw HTTPError(.misdirectedRequest)
        }
        return try await next(request, context)
    }

    private static let further = HTTPField.Name("Host")

    /// The host in lower case without its port.
    private static func name(of authority: String) -> String {
        let authority = authority.lowercased()
        let end = authority.lastIndex(of: "]") ?? authority.startIndex
        guard let colon = authority[end...].lastIndex(of: ":"),
            authority[authority.index(after: colon)...].allSatisfy(\.isASCIIDigit)
        else { return authority }
        return String(authority[..<colon])
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
