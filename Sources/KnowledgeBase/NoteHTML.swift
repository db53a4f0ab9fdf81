import Index
package import Markdown
package import Notes

/// Renders a note as the HTML fragment of its page: links resolved, headings with their anchors, commands marked with
/// their symptoms and with what they do.
package struct NoteHTML: Sendable {
    /// What a command does to the system that it is run on.
    package enum Effect: String, Sendable {
        /// Under detection commands: it looks.
        case reads
        /// Under causes and resolutions: it changes something.
        case changes
    }

    /// The note that a link leads to, with the heading it names.
    package var find: @Sendable (_ target: LinkTarget, _ path: String) -> (path: String, heading: String?)? = { _, _ in
        nil
    }
    /// Reads another note: for the anchors of its headings, and to show parts of it.
    package var load: @Sendable (_ path: String) -> LoadedNote? = { _ in nil }
    /// Where links to notes lead.
    package var addresses = NoteAddresses()
    /// The title of a callout, in the reader's language.
    package var calloutTitle: @Sendable (Callout) -> String = { $0.englishTitle }
    /// What readers of screens hear of the way back from a footnote.
    package var footnoteReturn = HTMLRenderer().footnoteReturn
    /// The word for an effect that stands on a command.
    package var effectLabel: @Sendable (Effect) -> String = {
        switch $0 {
        case .reads: "read-only"
        case .changes: "changes something"
        }
    }

    /// The finished HTML that follows the code block whose fence is on a line of the note, where the note is shown itself.
    package var afterBlock: @Sendable (_ line: Int) -> String = { _ in "" }

    /// Renders notes without knowledge of others: their links stay unresolved.
    package init() {}

    /// Renders notes of a knowledge base.
    package init(_ knowledgeBase: KnowledgeBase, addresses: NoteAddresses) {
        self.addresses = addresses
        find = { target, path in try? knowledgeBase.ask { try $0.resolve(target, fromNoteAt: path) } }
        load = { try? knowledgeBase.note(at: $0) }
    }

    /// What renders the parts of a page about a note.
    ///
    /// - Parameter isOnItsPage: false where a part of the note is shown on the page of another.
    package func rendering(of loaded: LoadedNote, isOnItsPage: Bool = true) -> NoteRendering {
        NoteRendering(self, of: loaded, isOnItsPage: isOnItsPage)
    }

    /// The fragment of a whole note.
    package func fragment(of loaded: LoadedNote, omittingTitle: Bool = false) -> String {
        rendering(of: loaded).fragment(omittingTitle: omittingTitle)
    }
}
