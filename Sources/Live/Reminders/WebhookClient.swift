import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Notes
package import Review

/// Sends messages to webhooks: one attempt, no redirects, within a time limit.
package struct WebhookClient: Sendable {
    private let http: HTTPClient

    /// A client that must be shut down.
    package init() {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10)))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Closes all connections; to be called once, when nothing more is to be sent.
    package func shutdown() async {
        // It fails only where it was shut down already.
        try? await http.shutdown()
    }

    /// Sends a message, once: it is uncertain, not refused, where the service may have got it.
    package func send(_ message: WebhookMessage, to url: String) async -> ReminderDelivery {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: message.contentType)
        request.headers.add(name: "User-Agent", value: "kb")
        for (name, value) in message.headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(string: message.body))
        do {
            let response = try await http.execute(request, timeout: .seconds(20))
            let status = response.status.code
            return (200..<300).contains(status)
                ? .sent : .refused(reason: Sentence(english: "HTTP \(status) \(response.status.reasonPhrase)"))
        } catch {
            return Self.delivery(error)
        }
    }

    private static let nobody = Sentence("remind.reason.nobody", "nobody answers there")

    /// Before a connection stands nothing has been sent; after that nobody knows.
    private static func delivery(_ error: any Error) -> ReminderDelivery {
        switch error {
        case let error as HTTPClientError:
            switch error {
            case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout, .invalidURL, .emptyHost,
                .emptyScheme:
                .refused(reason: Sentence(english: error.description))
            default: .uncertain(reason: Sentence(english: error.description))
            }
        case is NIOConnectionError, is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
            .refused(reason: nobody)
        // A literal address is refused without the wrapping.
        case let error as IOError where [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(error.errnoCode):
            .refused(reason: nobody)
        default: .uncertain(reason: Sentence(english: "\(error)"))
        }
    }
}
