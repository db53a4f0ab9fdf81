internal import Crypto
internal import Foundation

extension Webhook {
    /// What a body says; whatever it holds, this returns or throws.
    package init(body: [UInt8]) throws(WebhookError) {
        guard body.count <= Self.largestBody else { throw .tooLarge(limit: Self.largestBody) }
        guard !body.isEmpty else { throw .notWebhook("it is empty") }
        guard !JSONFault.hasLooseComma(body) else { throw .notWebhook(JSONFault.notJSON.description) }
        // An alert has labels, which say what is wrong and fill in commands.
        guard !JSONFault.repeatsKey(body, levels: 4) else { throw .notWebhook(JSONFault.repeatedKey.description) }
        let wire: Wire
        do {
            wire = try JSONDecoder().decode(Wire.self, from: Foundation.Data(body))
        } catch {
            throw error as? WebhookError ?? .notWebhook(JSONFault(error).description)
        }
        receiver = wire.receiver ?? ""
        groupKey = wire.groupKey ?? ""
        truncated = wire.truncatedAlerts ?? 0
        alerts = wire.alerts.map(\.alert)
    }

    private struct Wire: Decodable {
        let receiver: String?
        let groupKey: String?
        let truncatedAlerts: UInt64?
        let alerts: [WireAlert]

        private enum Keys: String, CodingKey {
            case version
            case receiver
            case groupKey
            case truncatedAlerts
            case alerts
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Keys.self)
            let version = try container.decode(String.self, forKey: .version)
            guard version == "4" else { throw WebhookError.version(version) }
            receiver = try container.decodeIfPresent(String.self, forKey: .receiver)
            groupKey = try container.decodeIfPresent(String.self, forKey: .groupKey)
            // No alert depends on it.
            truncatedAlerts = (try? container.decodeIfPresent(UInt64.self, forKey: .truncatedAlerts)) ?? nil
            alerts = try container.decode([WireAlert].self, forKey: .alerts)
        }
    }

    private struct WireAlert: Decodable {
        let alert: Alert

        private enum Keys: String, CodingKey {
            case status
            case labels
            case annotations
            case startsAt
            case endsAt
            case generatorURL
            case fingerprint
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Keys.self)
            guard let status = Alert.Status(rawValue: try container.decode(String.self, forKey: .status)) else {
                throw DecodingError.dataCorruptedError(forKey: .status, in: container, debugDescription: "unknown")
            }
            func time(_ key: Keys) throws -> Double {
                guard let time = GoTime.seconds(try container.decode(String.self, forKey: key)) else {
                    throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "no RFC 3339")
                }
                return time
            }
            let labels = try container.decodeIfPresent([String: String].self, forKey: .labels) ?? [:]
            let fingerprint = try container.decodeIfPresent(String.self, forKey: .fingerprint) ?? ""
            let hasEnd = try container.contains(.endsAt) && !container.decodeNil(forKey: .endsAt)
            let end = hasEnd ? try time(.endsAt) : GoTime.zero
            alert = Alert(
                status: status, labels: labels,
                annotations: try container.decodeIfPresent([String: String].self, forKey: .annotations) ?? [:],
                startsAt: try time(.startsAt),
                endsAt: status == .firing || end == GoTime.zero ? nil : end,
                generatorURL: try container.decodeIfPresent(String.self, forKey: .generatorURL) ?? "",
                // Alertmanager's has 16 digits; what is much longer is none of its.
                fingerprint: (1...64).contains(fingerprint.utf8.count) ? fingerprint : Alert.fingerprint(of: labels))
        }
    }
}

extension Webhook.Alert {
    /// A fingerprint for alerts that come without one: of the labels in order, each name and value ended by a byte
    /// that UTF-8 never holds.
    static func fingerprint(of labels: [String: String]) -> String {
        var bytes: [UInt8] = []
        for (name, value) in labels.sorted(by: { $0.key < $1.key }) {
            bytes += Array(name.utf8) + [0xFF] + Array(value.utf8) + [0xFF]
        }
        return SHA256.hash(data: bytes).prefix(8).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
