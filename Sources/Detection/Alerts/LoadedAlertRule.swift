/// An alerting rule that a Prometheus has loaded.
package struct LoadedAlertRule: Sendable, Hashable {
    /// The alert's name.
    package let name: String
    /// Its expression, as the server writes it.
    package let expression: String
    /// Seconds for which it must hold.
    package let duration: Double
    /// The labels of the rule, with templates; a stranger's text.
    package let labels: [String: String]
    /// The annotations of the rule, with templates; a stranger's text.
    package let annotations: [String: String]

    /// The rules of an HTTP response of `/api/v1/rules`; whatever it holds, this returns or throws.
    package static func all(
        status: Int, headers: [(String, String)], body: [UInt8]
    ) throws(PrometheusFailure) -> [LoadedAlertRule] {
        let answer = try PrometheusReply.Answer<Wire>.checked(status: status, headers: headers, body: body)
        guard let data = answer.data else { throw .notPrometheus(.noData) }
        return data.groups.flatMap { $0.rules.compactMap(\.rule) }
    }

    private struct Wire: Decodable {
        let groups: [Group]

        struct Group: Decodable {
            let rules: [Rule]
        }

        struct Rule: Decodable {
            let type: String
            let name: String
            let query: String
            let duration: Double?
            let labels: [String: String]?
            let annotations: [String: String]?

            /// Nil for a recording rule.
            var rule: LoadedAlertRule? {
                guard type == "alerting" else { return nil }
                return LoadedAlertRule(
                    name: name, expression: query, duration: duration ?? 0, labels: labels ?? [:],
                    annotations: annotations ?? [:])
            }
        }
    }
}
