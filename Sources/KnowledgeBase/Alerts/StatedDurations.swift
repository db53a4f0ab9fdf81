import Detection
import Notes

/// How long the expressions of a note must hold before they alarm, as its checklist states it.
struct StatedDurations {
    private let named: [StatedSymptom]
    private let others: [StatedAlert]
    private let plans: [(symptom: String, plan: DetectionPlan)]

    init(_ note: Note, _ targets: [DetectionTarget]) {
        let items = note.checklist.map { StatedSymptom.all(in: $0.text) }
        named = items.flatMap(\.named)
        others = items.flatMap { StatedAlert.all(in: $0.before) }
        plans = targets.compactMap { target in target.plan.map { (target.symptom.id, $0) } }
    }

    /// By what names the symptom, else by what speaks of the expression.
    func duration(of plan: DetectionPlan, _ symptom: Symptom) -> PromQL.Duration? {
        let own = named.filter { $0.symptoms.contains(symptom.id) }
        guard own.isEmpty else {
            return StatedSymptom.duration(own, of: plan, among: plans.filter { $0.symptom == symptom.id }.map(\.plan))
        }
        return StatedAlert.first(
            of: others, describing: plan, words: symptom.description.full, among: plans.map(\.plan))?.duration
    }
}
