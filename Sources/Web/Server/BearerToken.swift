import HTTPTypes
import Hummingbird

extension Request {
    /// The token that a request shows (RFC 6750, 2.1); nil where it shows none.
    var bearerToken: Substring? {
        headers[.authorization].flatMap { header in
            header.lowercased().hasPrefix("bearer ") ? header.dropFirst("bearer ".count) : nil
        }
    }
}

extension HTTPError {
    /// Asks for a token.
    static var tokenWanted: HTTPError { HTTPError(.unauthorized, headers: [.wwwAuthenticate: "Bearer realm=\"kb\""]) }
}
