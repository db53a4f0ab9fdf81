internal import Foundation

extension PrometheusReply {
    /// The longest body that is read, in bytes.
    package static let largestBody = 16 * 1_048_576

    /// What an HTTP response of the query API says; whatever it holds, this returns or throws.
    ///
    /// - Parameters:
    ///   - status: the HTTP status.
    ///   - headers: the response's headers; names in any case.
    ///   - body: the body after its content encoding was undone.
    package init(status: Int, headers: [(String, String)], body: [UInt8]) throws(PrometheusFailure) {
        let answer = try Answer<WireData>.checked(status: status, headers: headers, body: body)
        guard let data = answer.data else { throw .notPrometheus(.noData) }
        let warnings = answer.warnings ?? []
        self.init(
            data: data.value,
            warnings: (warnings + (answer.infos ?? [])).prefix(20).map { VisibleText.excerpt($0, limit: 500) },
            isPartial: answer.isPartial == true || (!warnings.isEmpty && data.value.isEmptyList))
    }
}

extension PrometheusReply.Answer {
    /// A successful answer of Prometheus's API, whatever an HTTP response holds; else why there is none.
    static func checked(
        status: Int, headers: [(String, String)], body: [UInt8]
    ) throws(PrometheusFailure) -> PrometheusReply.Answer<Payload> {
        func header(_ name: String) -> String? { headers.first { $0.0.lowercased() == name }?.1 }
        // Nothing was asked that could be unchanged.
        if (300..<400).contains(status), status != 304 {
            let host = header("location").flatMap { URLComponents(string: $0)?.host }
            throw .redirect(host: host.map { VisibleText.excerpt($0, limit: 100) })
        }
        if status == 401 || status == 403 { throw .unauthorized }
        let largest = PrometheusReply.largestBody
        guard body.count <= largest else { throw .tooLarge(limit: largest) }
        let isEncoded = header("content-encoding").map { $0.lowercased() != "identity" } ?? false
        if !isEncoded, let length = header("content-length").flatMap(Int.init), length > body.count {
            throw .cutShort
        }
        let answer: PrometheusReply.Answer<Payload>
        do {
            guard header("content-type")?.lowercased().hasPrefix("text/html") != true else {
                throw PrometheusFailure.notPrometheus(.webPage)
            }
            guard !body.isEmpty else { throw PrometheusFailure.notPrometheus(.empty) }
            guard !JSONFault.hasLooseComma(body) else { throw PrometheusFailure.notPrometheus(.json(.notJSON)) }
            guard !JSONFault.repeatsKey(body, levels: 2) else {
                throw PrometheusFailure.notPrometheus(.json(.repeatedKey))
            }
            answer = try JSONDecoder().decode(PrometheusReply.Answer<Payload>.self, from: Foundation.Data(body))
        } catch {
            guard status == 200 else { throw .status(status) }
            throw error as? PrometheusFailure ?? .notPrometheus(.json(JSONFault(error)))
        }
        guard ["success", "error"].contains(answer.status) else { throw .notPrometheus(.status) }
        // An error beside data leaves open what the data is worth.
        let hasFailed = answer.status == "error" || answer.error?.isEmpty == false
        guard !hasFailed else {
            throw .query(
                type: VisibleText.excerpt(answer.errorType ?? "unknown", limit: 40),
                message: VisibleText.excerpt(answer.error ?? "", limit: 500))
        }
        guard status == 200 else { throw .status(status) }
        return answer
    }
}

extension PrometheusReply.Data {
    fileprivate var isEmptyList: Bool {
        switch self {
        case .vector(let samples): samples.isEmpty
        case .matrix(let series): series.isEmpty
        case .scalar, .string: false
        }
    }
}
