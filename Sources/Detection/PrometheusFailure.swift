package import Notes

/// Why a query was not answered. Every case's description is one sentence that says what to do next, without the
/// address, the credentials or anything unescaped a server sent.
package enum PrometheusFailure: ExplainedError, Hashable, Sendable {
    /// The server refused or gave up the query: its `errorType` and `error`, made visible and cut short; the message is
    /// empty where it gives none.
    case query(type: String, message: String)
    /// A status other than success and without an answer of the API.
    case status(Int)
    /// A redirect to another place, which is not followed; the host, where it names one.
    case redirect(host: String?)
    /// Credentials are missing or not accepted.
    case unauthorized
    /// The answer is none of Prometheus's; why.
    case notPrometheus(Stranger)
    /// The body is longer than `limit` bytes.
    case tooLarge(limit: Int)
    /// The body is shorter than announced.
    case cutShort
    /// No answer came in time, or no connection; as the client says.
    case unreachable(Sentence)

    /// Whether the query is to blame; else no other would be answered either.
    var isOfQuery: Bool { if case .query = self { true } else { false } }

    /// One sentence for a person.
    package var sentence: Sentence {
        switch self {
        case .query(let type, message: ""):
            Sentence(
                "verdict.failure.query-silent",
                "Prometheus refused the query (%1) and gives no reason; see its own log.",
                type)
        case .query(let type, let message):
            Sentence("verdict.failure.query", "Prometheus refused the query (%1): %2.", type, message)
        case .status(404):
            Sentence(
                "verdict.failure.not-found",
                "The address answers 404 (not found): it is not the query API of Prometheus; check its path prefix.")
        case .status(429):
            Sentence(
                "verdict.failure.too-many",
                "Prometheus asks to be left alone for a while (429, too many requests); ask less often.")
        case .status(let code):
            Sentence(
                "verdict.failure.status", "The server answered with status %1 instead of data; see its own log.",
                "\(code)")
        case .redirect(let host?):
            Sentence(
                "verdict.failure.redirect-host",
                "The server redirects to the host %1, which is not followed; configure the final address.", host)
        case .redirect(nil):
            Sentence(
                "verdict.failure.redirect",
                "The server redirects to another address, which is not followed; configure the final address.")
        case .unauthorized:
            Sentence(
                "verdict.failure.unauthorized",
                "Prometheus wants credentials, or does not accept those it got; configure them.")
        case .notPrometheus(let stranger): stranger.sentence
        case .tooLarge(let limit):
            Sentence(
                "verdict.failure.large",
                "The answer is longer than %1 MiB and was given up; aggregate the expression.",
                "\(limit / 1_048_576)")
        case .cutShort:
            Sentence("verdict.failure.cut", "The answer ended early and is not used; ask again.")
        case .unreachable(let sentence): sentence
        }
    }

    /// Line and column, from 1, of the query as it was sent, where a parse error tells them.
    package var place: (line: Int, column: Int)? {
        guard case .query("bad_data", let message) = self else { return nil }
        for word in message.split(separator: " ") where word.last == ":" {
            let parts = word.dropLast().split(separator: ":")
            if parts.count == 2, let line = Int(parts[0]), let column = Int(parts[1]), line > 0, column > 0 {
                return (line, column)
            }
        }
        return nil
    }
}

extension PrometheusFailure {
    /// What shows that an answer is none of Prometheus's.
    package enum Stranger: Hashable, Sendable {
        case notHTTP
        /// It can't be unpacked.
        case packed
        case empty
        case webPage
        case json(JSONFault)
        /// Its status is neither `success` nor `error`.
        case status
        case noData
        /// It answers a count with something else.
        case notCount
        /// It gives another type than the expression does.
        case type(PromQL.ValueType, due: PromQL.ValueType)

        fileprivate var sentence: Sentence {
            switch self {
            case .notHTTP: Sentence("verdict.stranger.http", "The answer is not one of Prometheus: it is not HTTP.")
            case .packed:
                Sentence("verdict.stranger.packed", "The answer is not one of Prometheus: it can't be unpacked.")
            case .empty: Sentence("verdict.stranger.empty", "The answer is not one of Prometheus: it is empty.")
            case .webPage:
                Sentence(
                    "verdict.stranger.page",
                    "The answer is not one of Prometheus: it is a web page, perhaps of a sign-in or a proxy.")
            case .json(.notJSON):
                Sentence("verdict.stranger.json", "The answer is not one of Prometheus: it is not JSON.")
            case .json(.missing(let key)):
                Sentence("verdict.stranger.missing", "The answer is not one of Prometheus: `%1` is missing.", key)
            case .json(.unexpected(let path)):
                Sentence(
                    "verdict.stranger.unexpected",
                    "The answer is not one of Prometheus: `%1` is not what it should be.", path)
            case .json(.repeatedKey):
                Sentence(
                    "verdict.stranger.repeated", "The answer is not one of Prometheus: it says a key twice.")
            case .status:
                Sentence(
                    "verdict.stranger.status",
                    "The answer is not one of Prometheus: its status is neither success nor error.")
            case .noData: Sentence("verdict.stranger.data", "The answer is not one of Prometheus: it holds no data.")
            case .notCount:
                Sentence(
                    "verdict.stranger.count",
                    "The answer is not one of Prometheus: it answers a count with something that is none.")
            case .type(let type, let due):
                Sentence(
                    "verdict.stranger.type",
                    "The answer is not one of Prometheus: the expression gives a %1, and it holds a %2.", "\(due)",
                    "\(type)")
            }
        }
    }
}
