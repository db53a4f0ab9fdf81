import Catalogue
import Journal
import Live

/// What came of reminders, in sentences.
struct ReminderReport {
    let words: Catalogue

    func lines(_ outcome: ReminderRun.Outcome) -> [String] {
        let label = outcome.channel.label
        var lines: [String] = []
        if !outcome.unsettled.isEmpty {
            let notes = outcome.unsettled.prefix(5).map(\.note).joined(separator: ", ")
            lines.append(words("remind.unsettled", String(outcome.unsettled.count), label, notes))
        }
        switch outcome.delivery {
        case nil: lines.append(words("remind.nothing", label))
        case .sent: lines.append(words("remind.sent", String(outcome.notes), label))
        case .refused(let reason): lines.append(words("remind.refused", label, words([reason])))
        case .uncertain(let reason): lines.append(words("remind.uncertain", label, words([reason])))
        }
        return lines
    }
}
