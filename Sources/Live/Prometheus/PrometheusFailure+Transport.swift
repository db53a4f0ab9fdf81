import AsyncHTTPClient
import Detection
import Glibc
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import Notes

extension PrometheusFailure {
    /// No answer came in time.
    static func late(_ limit: Duration) -> PrometheusFailure {
        .unreachable(
            Sentence(
                "verdict.failure.late",
                "Prometheus did not answer within %1 s; see whether it is busy, or allow more time.",
                limit.formattedSeconds))
    }

    /// Who asked does not wait any more.
    static let givenUp = PrometheusFailure.unreachable(
        Sentence("verdict.failure.given-up", "The question was given up before Prometheus answered."))

    /// Others used up the time.
    static let tooLate = PrometheusFailure.unreachable(
        Sentence("verdict.failure.too-late", "The time was up before Prometheus was asked."))

    static let nobody = PrometheusFailure.unreachable(
        Sentence(
            "verdict.failure.nobody",
            "Nothing listens at the address of Prometheus; start it, or check KB_PROMETHEUS_URL."))

    private static let unasked = PrometheusFailure.unreachable(
        Sentence("verdict.failure.unasked", "Prometheus could not be asked; check KB_PROMETHEUS_URL."))

    /// What an error of the HTTP library means to a person.
    ///
    /// - Parameter hasAnswered: whether the head of a response had come.
    init(_ error: any Error, hasAnswered: Bool, limit: Duration) {
        switch error {
        case let error as HTTPClientError: self = Self.client(error, hasAnswered: hasAnswered, limit: limit)
        case is CancellationError: self = .givenUp
        case let error as NIOConnectionError where error.connectionErrors.isEmpty:
            self = .unreachable(
                Sentence(
                    "verdict.failure.host", "The host name of Prometheus is not known; check KB_PROMETHEUS_URL."))
        case is NIOConnectionError: self = .nobody
        // A literal address comes without the wrapping.
        case let error as IOError where [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(error.errnoCode):
            self = .nobody
        case is HTTPParserError: self = hasAnswered ? .cutShort : .notPrometheus(.notHTTP)
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            self = .unreachable(
                Sentence(
                    "verdict.failure.certificate",
                    "The server's certificate is not trusted, or it does not speak TLS; "
                        + "name its authority with KB_PROMETHEUS_CA_FILE."))
        case is IOError where !hasAnswered:
            self = .unreachable(
                Sentence(
                    "verdict.failure.ended",
                    "The connection to Prometheus was ended before it answered; see its own log."))
        case is IOError: self = .cutShort
        case NIOHTTPDecompression.DecompressionError.limit: self = .tooLarge(limit: PrometheusReply.largestBody)
        case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
            self = .notPrometheus(.packed)
        default:
            self = hasAnswered ? .cutShort : .unasked
        }
    }

    private static func client(
        _ error: HTTPClientError, hasAnswered: Bool, limit: Duration
    ) -> PrometheusFailure {
        switch error {
        case .cancelled: .givenUp
        case .deadlineExceeded, .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout, .readTimeout:
            .late(limit)
        case .remoteConnectionClosed where !hasAnswered:
            .unreachable(
                Sentence(
                    "verdict.failure.closed",
                    "The server closed the connection without an answer; check that it is Prometheus."))
        case .remoteConnectionClosed, .uncleanShutdown: .cutShort
        default: .unasked
        }
    }
}

extension Duration {
    /// Seconds with one decimal where they are not whole: `10`, `0.5`.
    fileprivate var formattedSeconds: String {
        let tenths = min(components.seconds, 1_000_000) * 10 + components.attoseconds / 100_000_000_000_000_000
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
