internal import Foundation

/// One alert from its beginning to its end, put together from the webhooks about it, which come twice, late, or never.
package struct AlertEpisode: Sendable, Hashable {
    /// What a webhook told that was not known.
    package enum Change: Sendable, Hashable {
        case began
        case ended
        /// The same again: nobody is told a second time.
        case repeated
        /// News of an episode that is over, or older than the one that is known: nothing changes.
        case outdated
    }

    /// Seconds without a word after which an alert counts as over: Alertmanager repeats what goes on every few hours, a
    /// day at the latest in usual configurations.
    package static let patience = 25.0 * 3600

    /// What tells the alert from others.
    package let fingerprint: String
    /// The label `alertname`; empty where there is none.
    package let name: String
    /// The alert's labels, a stranger's text.
    package let labels: [String: String]
    /// The alert's annotations, a stranger's text.
    package let annotations: [String: String]
    /// Where the alert was made; any text, not to be linked unchecked.
    package let generatorURL: String
    /// Seconds since 1970.
    package let startsAt: Double
    /// Seconds since 1970; nil while it goes on.
    package let endsAt: Double?
    /// Seconds since 1970 at which the last webhook about it came, by our clock.
    package let lastSeen: Double

    /// The episode after a webhook, and what is new in it.
    ///
    /// - Parameters:
    ///   - known: the newest episode of the same fingerprint.
    ///   - now: seconds since 1970 at which the webhook came.
    package static func after(
        _ alert: Webhook.Alert, known: AlertEpisode?, now: Double
    ) -> (episode: AlertEpisode, change: Change) {
        let told = AlertEpisode(alert, now: now)
        guard let known else { return (told, told.endsAt == nil ? .began : .ended) }
        if told.startsAt < known.startsAt { return known.after(earlier: told) }
        if told.startsAt > known.startsAt { return (told, told.endsAt == nil ? .began : .ended) }
        switch (known.endsAt, told.endsAt) {
        case (nil, nil): return (told, .repeated)
        case (nil, _): return (told, .ended)
        case (_, nil): return (known, .outdated)
        default: return (known, .repeated)
        }
    }

    /// The episode after a message with an earlier beginning: replicas of Alertmanager agree on the earliest that any of
    /// them knows. It can only prolong or end what goes on, and changes nothing else, for it may as well be an old one
    /// that comes late.
    private func after(earlier told: AlertEpisode) -> (episode: AlertEpisode, change: Change) {
        guard endsAt == nil, told.endsAt.map({ $0 > startsAt }) ?? true else { return (self, .outdated) }
        let episode = AlertEpisode(
            fingerprint: fingerprint, name: name, labels: labels, annotations: annotations, generatorURL: generatorURL,
            startsAt: startsAt, endsAt: told.endsAt, lastSeen: told.lastSeen)
        return (episode, told.endsAt == nil ? .repeated : .ended)
    }

    /// An episode as it was kept.
    package init(
        fingerprint: String, name: String, labels: [String: String], annotations: [String: String],
        generatorURL: String, startsAt: Double, endsAt: Double?, lastSeen: Double
    ) {
        self.fingerprint = fingerprint
        self.name = name
        self.labels = labels
        self.annotations = annotations
        self.generatorURL = generatorURL
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.lastSeen = lastSeen
    }

    private init(_ alert: Webhook.Alert, now: Double) {
        fingerprint = alert.fingerprint
        name = alert.name
        labels = alert.labels
        annotations = alert.annotations
        generatorURL = alert.generatorURL
        startsAt = alert.startsAt
        endsAt = alert.status == .resolved ? alert.endsAt ?? now : nil
        lastSeen = now
    }

    /// The expression that made the alert, as Prometheus puts it into the address of its graph; nil where there is none.
    package var expression: String? {
        let address = generatorURL.replacingOccurrences(of: "+", with: "%20")
        return URLComponents(string: address)?.queryItems?.first { $0.name == "g0.expr" }?.value
    }

    /// Seconds it has gone on, or went on; never negative, whatever the clocks say.
    package func age(now: Double) -> Double { max(0, (endsAt ?? now) - startsAt) }

    /// Whether it goes on as far as is known: a receiver may never tell the end, so after `patience` seconds without
    /// a word (more than Alertmanager's `repeat_interval`) it counts as over.
    package func isAlerting(now: Double, patience: Double) -> Bool {
        endsAt == nil && now - lastSeen <= patience
    }
}
