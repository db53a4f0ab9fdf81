import Notes

/// What a checklist states of the alerts of symptoms that it names: `告警 S1：lag > 10K 持續 5min；S4：探測失敗持續 2min`.
package struct StatedSymptom: Hashable, Sendable {
    /// The ids of the symptoms, such as `S4`.
    package let symptoms: [String]
    /// The comparisons that are stated of them.
    package let alerts: [StatedAlert]
    /// How long it must hold, in whatever words; nil where they do not say.
    package let duration: PromQL.Duration?

    /// Those in a text, in its order, and what stands before the first of them; none where it speaks of no alert, for a
    /// drill or a task of a symptom may take its time, too.
    package static func all(in prose: String) -> (named: [StatedSymptom], before: String) {
        let lower = prose.lowercased()
        guard alertWords.contains(where: lower.contains) else { return ([], prose) }
        var marks: [(start: String.Index, body: String.Index, symptoms: [String])] = []
        for start in prose.indices where beginsID(start, in: prose) && marks.count < most {
            if let last = marks.last, start < last.body { continue }
            let head = prose[start...].prefix(longestReference).prefix { !$0.isNewline && $0 != ":" && $0 != "：" }
            guard head.endIndex < prose.endIndex, ":：".contains(prose[head.endIndex]),
                let reference = SymptomReference(head + ":"), reference.rest.isEmpty
            else { continue }
            marks.append((start, prose.index(after: head.endIndex), reference.symptoms))
        }
        let ends = marks.dropFirst().map(\.start) + [prose.endIndex]
        let named = zip(marks, ends).map { mark, end in
            let body = String(prose[mark.body..<end])
            return StatedSymptom(
                symptoms: mark.symptoms, alerts: StatedAlert.all(in: body),
                duration: StatedAlert.duration(body[...], after: StatedAlert.lasting))
        }
        return (named, marks.first.map { String(prose[..<$0.start]) } ?? prose)
    }

    /// How long one of a symptom's expressions must hold, by the statements that name the symptom: by the one with its
    /// comparison, else by one whose comparison is that of none of them.
    ///
    /// - Parameter own: all expressions of the symptom.
    package static func duration(
        _ stated: [StatedSymptom], of plan: DetectionPlan, among own: [DetectionPlan]
    ) -> PromQL.Duration? {
        for one in stated {
            if let alert = one.alerts.first(where: { $0.hasThreshold(of: plan) }) {
                return alert.duration ?? one.duration
            }
        }
        let rest = stated.filter { one in !one.alerts.contains { alert in own.contains(where: alert.hasThreshold) } }
        return rest.lazy.compactMap(\.duration).first
    }

    private static let alertWords = ["告警", "警報", "警报", "報警", "报警", "alert", "alarm"]
    private static let most = 200
    private static let longestReference = 60

    /// Whether `S1` may begin at a place: in Chinese no blank is needed before it.
    private static func beginsID(_ start: String.Index, in prose: String) -> Bool {
        guard "Ss".contains(prose[start]), prose[prose.index(after: start)...].first?.isNumber == true else {
            return false
        }
        guard let before = prose[..<start].last else { return true }
        return !before.isASCII || !(before.isLetter || before.isNumber)
    }
}
