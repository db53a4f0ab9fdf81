import Detection
import KnowledgeBase

/// What is known of the symptoms at this moment: as measured, and as Alertmanager tells.
struct Situation: Sendable {
    /// Whether anything beyond what the notes say can be known.
    var isOpen = false
    /// Whether there is a Prometheus to measure with.
    var isMeasured = false
    /// Seconds after which a measurement is old.
    var staleAfter = 0
    /// In the order of alarm.
    var readings: [Board.Reading] = []
    /// Alerts that go on, the newest first.
    var alerts: [Alert] = []
    /// The alerting rules that Prometheus has loaded, where they were asked for.
    var rules: [LoadedAlertRule] = []
    var runbooks = Runbooks()
    /// Another one when anything of it changed.
    var tag = ""
    /// Seconds since 1970.
    var now = 0

    /// An alert that goes on, with where it leads.
    struct Alert: Sendable {
        let episode: AlertEpisode
        let place: AlertDirectory.Place?
    }
}
