import Catalogue
import Journal
import Live

/// What came of reminders, in sentences.
struct ReminderReport {
    let words: Catalogue

    func lines(_ outcome: ReminderRun.Outcome) -> [String] {
        let label = outcome.channel.label
        var lines = doubts(outcome)
        switch outcome.delivery {
        case nil: lines.append(words("remind.nothing", label))
        case .sent: lines.append(words("remind.sent", String(outcome.reminders.count), label))
        case .refused(let reason): lines.append(words("remind.refused", label, words([reason])))
        case .uncertain(let reason): lines.append(words("remind.uncertain", label, words([reason])))
        }
        return lines
    }

    /// What earlier runs left in doubt, for each reason that there is.
    func doubts(_ outcome: ReminderRun.Outcome) -> [String] {
        [("remind.unsettled", false), ("remind.unsettled.uncertain", true)].compactMap { key, isUncertain in
            let reminders = outcome.unsettled.filter { $0.isUncertain == isUncertain }
            guard !reminders.isEmpty else { return nil }
            let notes = reminders.prefix(5).map(\.key.note).joined(separator: ", ")
            return words(key, String(reminders.count), outcome.channel.label, notes)
        }
    }
}
