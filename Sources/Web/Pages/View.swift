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
    /// Whether the index could not be brought up to date.
    let isOutdated: Bool
    /// What is known of the symptoms that the page shows.
    var situation = Situation()

    /// What a page loads that shows symptoms as they are now.
    var liveScripts: [String] { situation.isOpen ? ["board.js"] : [] }

    /// How notes are rendered for this person.
    var noteHTML: NoteHTML {
        var html = NoteHTML(knowledgeBase, addresses: addresses)
        let words = words
        html.calloutTitle = { words("callout." + $0.rawValue) }
        html.footnoteReturn = words("note.footnote-back")
        html.effectLabel = { words("effect." + $0.rawValue) }
        return html
    }
}
