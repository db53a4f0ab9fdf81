package import Live

/// Where symptoms are measured, how often and for how long.
package struct BoardSettings: Sendable {
    /// The server that is asked, with what it takes to be let in.
    package var prometheus: PrometheusSettings
    /// Seconds between two measurements of an expression.
    package var interval: Int
    /// What measuring everything that is looked at may take.
    package var limit: Duration

    /// By default four measurements a minute, each round within five seconds.
    package init(_ prometheus: PrometheusSettings, interval: Int = 15, limit: Duration = .seconds(5)) {
        self.prometheus = prometheus
        self.interval = interval
        self.limit = limit
    }
}
