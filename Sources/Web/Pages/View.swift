import KnowledgeBase
import Markdown
import Notes

/// What every page is made from: the person's preferences, the day, and where notes are.
struct View: Sendable {
    let knowledgeBase: KnowledgeBase
    let addresses: NoteAddresses
    let preferences: Preferences
    let words: Words
    let today: CalendarDate

    /// How notes are rendered for this person.
    var noteHTML: NoteHTML {
        var html = NoteHTML(knowledgeBase, addresses: addresses)
        let words = words
        html.calloutTitle = { words("callout." + $0.rawValue) }
        html.effectLabel = { words("effect." + $0.rawValue) }
        return html
    }
}
