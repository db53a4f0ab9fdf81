package import Catalogue
import Index
package import Notes

/// Short marks beside a title: a colour and always a word, because colour alone says nothing to some.
package struct Badges {
    let words: Catalogue

    /// Badges in the language of a catalogue.
    package init(words: Catalogue) { self.words = words }

    /// `S1 High`; empty where there is no symptom.
    func symptom(_ symptom: String?, _ urgency: Urgency?) -> [StyledText] {
        guard let symptom else { return [] }
        var badge = StyledText(ControlCharacters.visible(symptom), .bold)
        if let urgency {
            badge.append(" ")
            badge.append(self.urgency(urgency))
        }
        return [badge]
    }

    /// The word for an urgency in its colour.
    package func urgency(_ urgency: Urgency) -> StyledText {
        let word = words("terminal.urgency.\(urgency.rawValue)")
        return switch urgency {
        case .critical: StyledText(word, .bold, .red)
        case .high: StyledText(word, .red)
        case .medium: StyledText(word, .yellow)
        case .low: StyledText(word, .green)
        }
    }

    /// How a hit answers the query, where it does not hold all the words as they were typed.
    func match(_ match: SearchHit.Match) -> [StyledText] {
        match == .exact ? [] : [StyledText(words("terminal.match.\(match.rawValue)"), .magenta)]
    }

    /// The status of a note, where it is another than active.
    func status(_ status: String?) -> [StyledText] {
        guard let status, status != "active" else { return [] }
        return [StyledText(ControlCharacters.visible(status), .dim)]
    }
}
