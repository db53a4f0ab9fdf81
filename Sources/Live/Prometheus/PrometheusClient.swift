import AsyncHTTPClient
package import Detection
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOSSL

/// Asks Prometheus's query API over HTTP, and never waits, reads or follows more than was agreed.
///
/// The body is bounded while it streams, packed and unpacked; redirects are not followed; a time limit covers the
/// whole exchange, because the deadline of the HTTP library ends with the response's head.
package struct PrometheusClient: Sendable {
    /// The answer, or why there is none.
    package typealias Answer = Result<PrometheusReply, PrometheusFailure>

    private let settings: PrometheusSettings
    private let http: HTTPClient

    /// A client that must be shut down; the event loops it shares with others start with the first query.
    ///
    /// - Parameter connections: the most at once.
    package init(_ settings: PrometheusSettings, connections: Int = 16) {
        self.settings = settings
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10)),
            // Our own count, of half as many bytes, comes first and says why.
            decompression: .enabled(limit: .size(2 * PrometheusReply.largestBody)))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = max(1, connections)
        // A refused connection is told at once; whoever asks decides whether to ask again.
        configuration.connectionPool.retryConnectionEstablishment = false
        if let file = settings.authorityFile {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .file(file)
            configuration.tlsConfiguration = tls
        }
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Ends the connections; the client is of no use afterwards.
    package func shutdown() async {
        // It fails only where it was shut down already.
        try? await http.shutdown()
    }

    /// The value of an expression now.
    ///
    /// - Parameter limit: how long the whole exchange may take.
    package func instant(_ query: String, within limit: Duration) async -> Answer {
        await ask("query", [("query", query)], within: limit)
    }

    /// The values of an expression over a time, as for a sparkline.
    ///
    /// - Parameters:
    ///   - times: seconds since 1970.
    ///   - step: in seconds.
    ///   - limit: how long the whole exchange may take.
    package func range(
        _ query: String, over times: ClosedRange<Double>, step: Double, within limit: Duration
    ) async -> Answer {
        let fields = [
            ("query", query), ("start", "\(times.lowerBound)"), ("end", "\(times.upperBound)"), ("step", "\(step)"),
        ]
        return await ask("query_range", fields, within: limit)
    }

    /// The alerting rules that it has loaded.
    ///
    /// - Parameter limit: how long the whole exchange may take.
    package func alertRules(within limit: Duration) async -> Result<[LoadedAlertRule], PrometheusFailure> {
        await send(request("rules?type=alert"), within: limit, LoadedAlertRule.all)
    }

    private func ask(_ path: String, _ fields: [(String, String)], within limit: Duration) async -> Answer {
        guard limit > .zero else { return .failure(.tooLate) }
        let deadline = ContinuousClock.now.advanced(by: limit)
        // The server need not go on when nobody waits any more.
        let seconds = max(1, limit.components.seconds)
        let form = FormBody.text(fields + [("timeout", "\(seconds)s")])
        var post = request(path)
        post.method = .POST
        post.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        post.body = .bytes(ByteBuffer(string: form))
        let answer = await send(post, within: limit, PrometheusReply.init)
        // What stands before a Prometheus may let through only what reads; its own clients then ask like this, too.
        guard case .failure(.status(let status)) = answer, status == 405 || status == 501 else { return answer }
        let rest = ContinuousClock.now.duration(to: deadline)
        return await send(request("\(path)?\(form)"), within: rest, PrometheusReply.init)
    }

    private func request(_ path: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: "\(settings.address)/api/v1/\(path)")
        request.headers.add(name: "Accept", value: "application/json")
        request.headers.add(name: "Accept-Encoding", value: "gzip")
        request.headers.add(name: "User-Agent", value: "kb")
        if let authorization = settings.authorization {
            request.headers.add(name: "Authorization", value: authorization)
        }
        return request
    }

    /// What a response says: its status, headers and body.
    private typealias Reading<Value> =
        @Sendable (Int, [(String, String)], [UInt8]) throws(PrometheusFailure) -> Value

    private func send<Value: Sendable>(
        _ request: HTTPClientRequest, within limit: Duration, _ read: @escaping Reading<Value>
    ) async -> Result<Value, PrometheusFailure> {
        await withTaskGroup(of: Result<Value, PrometheusFailure>.self) { group in
            group.addTask { await exchange(request, within: limit, read) }
            group.addTask {
                do {
                    try await Task.sleep(for: limit)
                    return .failure(.late(limit))
                } catch {
                    return .failure(.givenUp)
                }
            }
            let first = await group.next() ?? .failure(.givenUp)
            group.cancelAll()
            return first
        }
    }

    private func exchange<Value: Sendable>(
        _ request: HTTPClientRequest, within limit: Duration, _ read: Reading<Value>
    ) async -> Result<Value, PrometheusFailure> {
        var hasAnswered = false
        do {
            let response = try await http.execute(request, timeout: .nanoseconds(limit.nanoseconds))
            hasAnswered = true
            let status = Int(response.status.code)
            let headers = response.headers.map { ($0.name, $0.value) }
            // What it redirects to, or why it wants credentials, need not be read.
            let isRead = !(300..<400).contains(status) && status != 401 && status != 403
            let body = isRead ? try await Self.bytes(of: response.body) : []
            return .success(try read(status, headers, body))
        } catch let failure as PrometheusFailure {
            return .failure(failure)
        } catch {
            return .failure(PrometheusFailure(error, hasAnswered: hasAnswered, limit: limit))
        }
    }

    private static func bytes(of body: HTTPClientResponse.Body) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await part in body {
            guard bytes.count + part.readableBytes <= PrometheusReply.largestBody else {
                throw PrometheusFailure.tooLarge(limit: PrometheusReply.largestBody)
            }
            bytes += part.readableBytesView
        }
        return bytes
    }
}

extension Duration {
    /// Whole nanoseconds; centuries of them where there are more than a number holds.
    fileprivate var nanoseconds: Int64 {
        let (whole, overflow) = components.seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max / 2 : whole.addingReportingOverflow(components.attoseconds / 1_000_000_000).partialValue
    }
}
