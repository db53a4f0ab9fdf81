import Detection
import KnowledgeBase
import Notes

extension MetricFamily {
    /// The verdicts of symptoms: of each one series a verdict, 1 for the one that it has.
    ///
    /// - Parameter addresses: tell notes apart that share an id, for no series may be there twice.
    static func symptoms(_ situation: Situation, _ addresses: NoteAddresses) -> [MetricFamily] {
        // Of several expressions of a symptom the most alarming counts.
        var seen: Set<[String]> = []
        let worst = situation.readings.filter { seen.insert([$0.row.path, $0.row.target.symptom.id]).inserted }
        func labels(_ reading: Board.Reading) -> [(String, String)] {
            let target = reading.row.target
            return [
                ("note", addresses.name(ofNoteAt: target.path)), ("symptom", target.symptom.id),
                ("urgency", target.symptom.urgency?.rawValue ?? "none"),
            ]
        }
        let kinds = Verdict.Kind.allCases.map { Optional($0) } + [nil]
        let verdicts = worst.flatMap { reading in
            kinds.map { kind in
                Sample(
                    labels: labels(reading) + [("verdict", kind?.rawValue ?? "unmeasured")],
                    value: reading.row.verdict?.kind == kind ? 1 : 0)
            }
        }
        let times = worst.filter { $0.row.verdict != nil }
            .map { Sample(labels: labels($0), value: Double($0.row.checkedAt)) }
        return [
            MetricFamily("kb_symptom_verdict", .gauge, "1 for the verdict that a symptom has.", verdicts),
            MetricFamily(
                "kb_symptom_checked_timestamp_seconds", .gauge, "When a symptom was last measured.", times),
            MetricFamily(gauge: "kb_alerts_active", "Alerts that go on, as told.", Double(situation.alerts.count)),
            MetricFamily(
                gauge: "kb_alerts_without_runbook", "Alerts that go on and lead to no note.",
                Double(situation.alerts.count { $0.place == nil })),
        ]
    }
}
