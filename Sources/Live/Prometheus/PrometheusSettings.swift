import Foundation
package import Notes

/// Where Prometheus is, and what it wants to see before it answers.
package struct PrometheusSettings: Sendable {
    /// What goes into the `Authorization` header; never shown, logged or put into an error.
    enum Credentials: Sendable {
        case bearer(token: String)
        case basic(user: String, password: String)
    }

    /// The address without a slash at its end and without credentials, such as `https://prometheus.example.com/prefix`.
    package let address: String
    let credentials: Credentials?
    /// A file of certificates in PEM that are trusted instead of the system's.
    let authorityFile: String?

    /// Reads the address from the flag, else from `KB_PROMETHEUS_URL`; a bearer token from `KB_PROMETHEUS_TOKEN`, else
    /// user and password from `KB_PROMETHEUS_USER` and `KB_PROMETHEUS_PASSWORD` or from the address; the certificates
    /// from `KB_PROMETHEUS_CA_FILE`.
    ///
    /// What the environment holds to sign in is for the server that it names: an address from the flag that leads to another
    /// scheme, host or port gets only what stands in it.
    package init(flag: String?, environment: [String: String]) throws(PrometheusSettingsError) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let configured = value("KB_PROMETHEUS_URL")
        guard let text = flag ?? configured else { throw .noAddress }
        guard var parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            scheme == "http" || scheme == "https", let host = parts.host, !host.isEmpty, parts.query == nil,
            parts.fragment == nil
        else { throw .unusableAddress }
        let isConfigured = configured.map { Self.origin($0) == Self.origin(text) } ?? true
        func secret(_ name: String) -> String? { isConfigured ? value(name) : nil }
        let named = (user: parts.user ?? secret("KB_PROMETHEUS_USER"), password: parts.password)
        (parts.scheme, parts.user, parts.password) = (scheme, nil, nil)
        while parts.path.hasSuffix("/") { parts.path.removeLast() }
        guard let address = parts.string else { throw .unusableAddress }
        self.address = address
        credentials = try Self.credentials(
            token: secret("KB_PROMETHEUS_TOKEN"), user: named.user,
            password: named.password ?? secret("KB_PROMETHEUS_PASSWORD"))
        authorityFile = value("KB_PROMETHEUS_CA_FILE")
        if let authorityFile, !FileManager.default.isReadableFile(atPath: authorityFile) {
            throw .unreadableAuthorities(path: authorityFile)
        }
    }

    /// Scheme, host and port of an address (RFC 6454); nil where it has none.
    private static func origin(_ text: String) -> String? {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(), let host = parts.host
        else {
            return nil
        }
        return "\(scheme)://\(host.lowercased()):\(parts.port ?? (scheme == "https" ? 443 : 80))"
    }

    private static func credentials(
        token: String?, user: String?, password: String?
    ) throws(PrometheusSettingsError) -> Credentials? {
        if let token {
            guard user == nil else { throw .twoCredentials }
            // What else stands in a header would be another header, or refused by the server.
            guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .unusableToken }
            return .bearer(token: token)
        }
        return user.map { .basic(user: $0, password: password ?? "") }
    }

    /// The value of the `Authorization` header; nil where none is wanted.
    var authorization: String? {
        switch credentials {
        case .bearer(let token): "Bearer \(token)"
        case .basic(let user, let password):
            "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
        case nil: nil
        }
    }
}

/// Why Prometheus can't be asked at all; a sentence without the address, which may hold a password.
package enum PrometheusSettingsError: ExplainedError, Hashable, Sendable {
    case noAddress
    case unusableAddress
    case twoCredentials
    case unusableToken
    case unreadableAuthorities(path: String)

    /// One sentence for a person.
    package var sentence: Sentence {
        switch self {
        case .noAddress:
            Sentence(
                "live.error.address.none", "No Prometheus is named; set KB_PROMETHEUS_URL or give --prometheus URL.")
        case .unusableAddress:
            Sentence(
                "live.error.address",
                "The address of Prometheus can't be used; write one such as http://127.0.0.1:9090, without a query.")
        case .twoCredentials:
            Sentence(
                "live.error.credentials",
                "Both KB_PROMETHEUS_TOKEN and a user are set; set only the one that Prometheus wants.")
        case .unusableToken:
            Sentence(
                "live.error.token", "KB_PROMETHEUS_TOKEN holds a blank or another character that no token has.")
        case .unreadableAuthorities(let path):
            Sentence("live.error.authorities", "KB_PROMETHEUS_CA_FILE names %1, which can't be read.", path)
        }
    }
}
