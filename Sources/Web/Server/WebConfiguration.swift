import Glibc
package import Notes

/// How the web server is to run.
package struct WebConfiguration: Sendable {
    /// The address to listen on.
    package var host: String
    /// 0 lets the system choose.
    package var port: Int
    /// Further names by which the server may be called, without port.
    package var allowedHosts: Set<String>
    /// What a person must know who is not on this machine; nil where nobody else can connect.
    package var token: String?
    /// The folder with our own style sheet, scripts and icons.
    package var staticFolder: String
    /// Where system packages put scripts for browsers.
    package var scriptsFolder: String
    /// The bounds of what is asked, by one client and by all of them.
    package var limits = Limits()
    /// Where symptoms are measured; nil where nothing is.
    package var board: BoardSettings?
    /// What Alertmanager shows when it tells of alerts; nil where only the server's own token is taken.
    package var webhookToken: String?
    /// The clock: seconds since 1970.
    package var now: @Sendable () -> Int = { time(nil) }
    /// The day that "due" counts from.
    package var today: @Sendable () -> CalendarDate
    /// What says how reviews are scheduled, and by whom: the `KB_REVIEW…` variables, `KB_NOW` and `TZ`.
    package var environment: [String: String]
    /// Nil where commands of notes can't be run from pages.
    package var runs: RunSettings?
    /// Values of parameters, by the names of profile and parameter.
    package var profiles: [String: [String: String]] = [:]

    /// What one client may ask of the server.
    package struct Limits: Sendable {
        /// Bytes of an address, its query included.
        package var address = 4096
        /// Bytes of one header field.
        package var headerField = 16_384
        /// Bytes of all header fields of a request together.
        package var headers = 32_768
        /// Header fields of a request.
        package var headerCount = 100
        /// Bytes of a request's body.
        package var body = 16_384
        /// Seconds in which a request must have arrived whole.
        package var request: Int64 = 15
        /// Seconds that a connection may be kept without a request, or without taking anything of its answer.
        package var idle: Int64 = 60
        /// Connections at the same time, of all clients.
        package var connections = 2048
        /// Pages that are told of changes at the same time.
        package var listeners = 512

        /// More than pages ask for, and than programs need; tests set narrower ones.
        package init() {}
    }

    /// A server on this machine alone, without runs and measurements, until the rest is set; `check` says whether it is
    /// safe.
    package init(
        host: String = "127.0.0.1", port: Int = 8080, allowedHosts: Set<String> = [], token: String? = nil,
        staticFolder: String, scriptsFolder: String = "/usr/share/javascript",
        environment: [String: String] = [:], today: @escaping @Sendable () -> CalendarDate
    ) {
        self.host = host
        self.port = port
        self.allowedHosts = allowedHosts
        self.token = token
        self.staticFolder = staticFolder
        self.scriptsFolder = scriptsFolder
        self.environment = environment
        self.today = today
    }

    /// Whether only programs on this machine can reach the address.
    package static func isLoopback(_ host: String) -> Bool {
        let host = host.lowercased()
        if host == "localhost" || host == "::1" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// - Throws: `WebError` when the server would be open to strangers.
    package func check() throws(WebError) {
        if [token, webhookToken].contains(where: { $0.map { $0.utf8.count < 16 } ?? false }) { throw .tokenTooShort }
        if token == nil, !Self.isLoopback(host) { throw .tokenMissing(host: host) }
        if token == nil, runs != nil { throw .runsWithoutToken }
    }
}
