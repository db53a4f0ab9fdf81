/// An alert that stands for itself, with what to do about it.
struct AlertCard: Sendable {
    let alert: AlertItem
    let detectionHref: String?
    let resolutionHref: String?
    /// Where a runbook is found or begun; nil where one is known.
    let findHref: String?

    init(_ alert: Situation.Alert, _ ways: SymptomWays, _ view: View) {
        let item = AlertItem(alert, view)
        self.alert = item
        let way = alert.place.flatMap(ways.of)
        (detectionHref, resolutionHref) = (way?.detectionHref, way?.resolutionHref)
        findHref = item.isCovered ? nil : item.href
    }
}
