import Notes

/// Which symptoms of a runbook fire or are alerting, the most urgent first, under its title: whoever was called comes for
/// them.
struct FiringStrip: Sendable {
    let symptoms: [SymptomItem]
    /// How many more there are; nil for none.
    let more: String?
    /// Where all of them are.
    let boardHref = "#kb:board-heading"

    private static let most = 3

    init(_ symptoms: [SymptomItem], _ words: Words) {
        let firing = symptoms.enumerated().filter { _, item in
            !item.alerts.isEmpty || item.readings.contains { $0.kind == "firing" }
        }.sorted { (Self.rank($0.element), $0.offset) < (Self.rank($1.element), $1.offset) }.map(\.element)
        self.symptoms = Array(firing.prefix(Self.most))
        more = firing.count > Self.most ? words("live.more", String(firing.count - Self.most)) : nil
    }

    private static func rank(_ item: SymptomItem) -> Int {
        item.urgency.flatMap { Urgency(rawValue: $0.kind) }?.rank ?? Int.max
    }
}
