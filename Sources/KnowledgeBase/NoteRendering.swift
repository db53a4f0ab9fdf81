import Markdown
import Notes

/// Renders the parts of one page about a note: what was read for one part serves the others, and all of them together may
/// show only so much of other notes.
package struct NoteRendering: Sendable {
    private let html: NoteHTML
    private let note: MarkedNote
    private let links: NoteLinks
    private let isOnItsPage: Bool

    init(_ html: NoteHTML, of loaded: LoadedNote, isOnItsPage: Bool) {
        self.html = html
        self.isOnItsPage = isOnItsPage
        note = MarkedNote(loaded, label: html.effectLabel)
        links = NoteLinks(html, of: note)
    }

    /// The fragment of the whole note.
    ///
    /// - Parameter omittingTitle: leaves out the first heading where it only repeats the title, which a page shows
    ///   itself.
    package func fragment(omittingTitle: Bool = false) -> String {
        let titleLine = omittingTitle ? note.loaded.titleLine : nil
        return renderer(for: note, path: [note.path])
            .render(note.text(withoutLine: titleLine), firstLine: note.firstLine)
    }

    /// The fragment of a section with those below it, to be shown beside the note: without its own heading, without ids.
    ///
    /// - Parameter most: lines; what is below them is left out.
    package func fragment(ofSection index: Int, lines most: Int = .max) -> String {
        let tree = note.loaded.note.lines(ofSectionTree: index)
        // The text before the first heading has none of its own.
        let first = tree.lowerBound + (note.loaded.note.sections[index].level > 0 ? 1 : 0)
        let last = tree.count > most ? tree.lowerBound + most : tree.upperBound
        return renderer(for: note, path: [note.path, note.path]).render(
            note.text(from: first, to: last), firstLine: first)
    }

    /// - Parameter path: the notes that are being rendered, the outermost first, so that embeds end.
    private func renderer(for marked: MarkedNote, path: [String]) -> HTMLRenderer {
        var renderer = HTMLRenderer()
        let links = links
        let isOnItsPage = isOnItsPage && marked.path == note.path
        renderer.resolve = { links.resolved($0, in: marked.path, isOnItsPage: isOnItsPage) }
        renderer.codeAttributes = { marked.commands.attributes(ofBlockAt: $0) }
        if Set(path).count == 1 { renderer.codeFooter = html.afterBlock }
        renderer.bilingualSeparator = Self.separator
        renderer.calloutTitle = html.calloutTitle
        renderer.labelsTasks = true
        renderer.footnoteReturn = html.footnoteReturn
        if path.count == 1 {
            let anchors = Dictionary(marked.loaded.note.sections.map { ($0.line, $0.anchors) }) { first, _ in first }
            renderer.anchors = { anchors[$0] ?? [] }
        } else {
            // The ids of a part that is shown in another note would meet those of that note.
            renderer.footnotePrefix = "part-\(links.nextPart())-"
        }
        renderer.embed = { embedded($0, path: path) }
        return renderer
    }

    /// An embedded note or section; embeds in it are shown down to three levels.
    private func embedded(_ link: Link, path: [String]) -> String? {
        guard path.count <= 3, let holder = path.last,
            let (target, heading) = html.find(LinkTarget(.embed, link.target, inNoteAt: holder), holder),
            !path.contains(target), let marked = links.note(at: target)
        else { return nil }
        var body = marked.text(withoutLine: nil)
        var firstLine = marked.firstLine
        var anchor = ""
        if let heading, !heading.isEmpty {
            let note = marked.loaded.note
            guard let named = links.anchor(of: heading, inNoteAt: target),
                let index = note.sections.firstIndex(where: { $0.anchors.contains(named) })
            else { return nil }
            anchor = named
            let lines = note.lines(ofSectionTree: index)
            body = marked.text(from: lines.lowerBound, to: lines.upperBound)
            firstLine = lines.lowerBound
        }
        guard links.spend(body.utf8.count) else { return nil }
        let fragment = renderer(for: marked, path: path + [target]).render(body, firstLine: firstLine)
        let href = html.addresses.page(ofNoteAt: target, anchor: anchor)
        return "<div class=\"embed\">\n<p class=\"embed-source\"><a href=\"\(href)\">"
            + marked.loaded.note.title.full.htmlEscaped + "</a></p>\n" + fragment + "</div>\n"
    }

    /// Where the halves of a bilingual text part.
    private static func separator(of text: String) -> Range<Int>? {
        let bilingual = BilingualText(text)
        guard let separator = bilingual.separator, let start = text.firstRange(of: bilingual.full) else { return nil }
        let offset = text.utf8.distance(from: text.startIndex, to: start.lowerBound)
        return (separator.lowerBound + offset)..<(separator.upperBound + offset)
    }
}
