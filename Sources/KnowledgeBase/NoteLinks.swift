import Markdown
import Notes
import Synchronization

/// Where the links of one page lead. Remembers what it looked up, so that a page of many links reads no note twice.
final class NoteLinks: Sendable {
    private struct State {
        var notes: [String: MarkedNote?] = [:]
        var anchors: [String: HeadingAnchors] = [:]
        var budget = 1_000_000
        var parts = 0
    }

    private let html: NoteHTML
    private let state: Mutex<State>

    init(_ html: NoteHTML, of note: MarkedNote) {
        self.html = html
        state = Mutex(State(notes: [note.path: note]))
    }

    /// - Parameter isOnItsPage: whether the note is shown on its own page, where its headings have their anchors.
    func resolved(_ link: Link, in path: String, isOnItsPage: Bool) -> ResolvedLink? {
        let target = LinkTarget(link.noteLinkKind, link.target, inNoteAt: path)
        switch target {
        case .heading(let heading):
            let anchor = anchor(of: heading, inNoteAt: path)
            guard isOnItsPage else {
                return ResolvedLink(href: html.addresses.page(ofNoteAt: path, anchor: anchor ?? heading))
            }
            // It may lead to something of the page that is no heading.
            if anchor == nil, link.kind == .inline { return nil }
            return ResolvedLink(href: "#" + (anchor ?? heading).percentEncoded())
        case .elsewhere: return nil
        case .file(let file, _) where link.kind == .image: return ResolvedLink(href: html.addresses.file(at: file))
        case .file, .note: break
        }
        guard let (path, heading) = html.find(target, path) else { return nil }
        guard let heading, !heading.isEmpty else { return ResolvedLink(href: html.addresses.page(ofNoteAt: path)) }
        let anchor = anchor(of: heading, inNoteAt: path)
        return ResolvedLink(
            href: html.addresses.page(ofNoteAt: path, anchor: anchor ?? heading), isHeadingMissing: anchor == nil)
    }

    func note(at path: String) -> MarkedNote? {
        if let known = state.withLock({ $0.notes[path] }) { return known }
        let note = html.load(path).map { MarkedNote($0, label: html.effectLabel) }
        state.withLock { $0.notes[path] = .some(note) }
        return note
    }

    /// The anchor that a heading named in a link has.
    func anchor(of heading: String, inNoteAt path: String) -> String? {
        if let anchors = state.withLock({ $0.anchors[path] }) { return anchors[heading] }
        guard let note = note(at: path) else { return nil }
        let anchors = HeadingAnchors(of: note.loaded.note)
        state.withLock { $0.anchors[path] = anchors }
        return anchors[heading]
    }

    /// The number of a part that is shown by itself, among those of the page.
    func nextPart() -> Int {
        state.withLock { state in
            state.parts += 1
            return state.parts
        }
    }

    /// Takes bytes for an embed from what a page may show of other notes; false when too little is left.
    func spend(_ bytes: Int) -> Bool {
        state.withLock { state in
            guard bytes <= state.budget else { return false }
            state.budget -= bytes
            return true
        }
    }
}

extension Link {
    fileprivate var noteLinkKind: NoteLink.Kind {
        switch kind {
        case .inline: .link
        case .image: .image
        case .wikilink: .wikilink
        case .embed: .embed
        }
    }
}
