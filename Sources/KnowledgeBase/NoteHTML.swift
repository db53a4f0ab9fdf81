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
    package var addresses = NoteAddresses()
    package var calloutTitle: @Sendable (Callout) -> String = { $0.englishTitle }
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

    /// The fragment of a whole note.
    ///
    /// - Parameter omittingTitle: leaves out the first heading where it only repeats the title, which a page shows
    ///   itself.
    package func fragment(of loaded: LoadedNote, omittingTitle: Bool = false) -> String {
        let source = loaded.source
        var body = Self.body(of: loaded)
        if omittingTitle, let line = loaded.titleLine {
            body = Self.blanking(line: line - source.bodyLine, of: body)
        }
        let links = NoteLinks(self, of: loaded)
        return renderer(for: loaded, path: [loaded.note.path], links: links).render(body, firstLine: source.bodyLine)
    }

    /// The fragment of a section with those below it, to be shown beside the note: without its own heading, without ids.
    ///
    /// - Parameter most: lines; what is below them is left out.
    package func fragment(ofSection index: Int, of loaded: LoadedNote, lines most: Int = .max) -> String {
        let source = loaded.source
        let tree = loaded.note.lines(ofSectionTree: index)
        let lines = tree.lowerBound...(tree.count > most ? tree.lowerBound + most : tree.upperBound)
        // The text before the first heading has none of its own.
        let heading = loaded.note.sections[index].level > 0 ? 1 : 0
        let body = Self.lines(
            lines.lowerBound + heading - source.bodyLine, lines.upperBound - source.bodyLine, of: Self.body(of: loaded))
        let path = loaded.note.path
        return renderer(for: loaded, path: [path, path], links: NoteLinks(self, of: loaded))
            .render(body, firstLine: lines.lowerBound + heading)
    }

    /// - Parameter path: the notes that are being rendered, the outermost first, so that embeds end.
    private func renderer(for loaded: LoadedNote, path: [String], links: NoteLinks) -> HTMLRenderer {
        let note = loaded.note
        var renderer = HTMLRenderer()
        let marks = CommandMarks(loaded, label: effectLabel)
        renderer.resolve = { links.resolved($0, in: note.path) }
        renderer.codeAttributes = { marks.attributes(ofBlockAt: $0) }
        if Set(path).count == 1 { renderer.codeFooter = afterBlock }
        renderer.bilingualSeparator = Self.separator
        renderer.calloutTitle = calloutTitle
        renderer.labelsTasks = true
        if path.count == 1 {
            let anchors = Dictionary(note.sections.map { ($0.line, $0.anchors) }) { first, _ in first }
            renderer.anchors = { anchors[$0] ?? [] }
        } else {
            // The ids of a part that is shown in another note would meet those of that note.
            renderer.footnotePrefix = "embed-\(path.count)-"
        }
        renderer.embed = { embedded($0, path: path, links: links) }
        return renderer
    }

    /// An embedded note or section; embeds in it are shown down to three levels.
    private func embedded(_ link: Link, path: [String], links: NoteLinks) -> String? {
        guard path.count <= 3, let note = path.last,
            let (target, heading) = find(LinkTarget(.embed, link.target, inNoteAt: note), note),
            !path.contains(target), let loaded = links.note(at: target)
        else { return nil }
        let source = loaded.source
        var body = Self.body(of: loaded)
        var firstLine = source.bodyLine
        var anchor = ""
        if let heading, !heading.isEmpty {
            guard let named = links.anchor(of: heading, inNoteAt: target),
                let index = loaded.note.sections.firstIndex(where: { $0.anchors.contains(named) })
            else { return nil }
            anchor = named
            let lines = loaded.note.lines(ofSectionTree: index)
            body = Self.lines(lines.lowerBound - firstLine, lines.upperBound - firstLine, of: body)
            firstLine = lines.lowerBound
        }
        guard links.spend(body.utf8.count) else { return nil }
        let html = renderer(for: loaded, path: path + [target], links: links).render(body, firstLine: firstLine)
        let href = addresses.page(ofNoteAt: target, anchor: anchor)
        return "<div class=\"embed\">\n<p class=\"embed-source\"><a href=\"\(href)\">"
            + loaded.note.title.full.htmlEscaped + "</a></p>\n" + html + "</div>\n"
    }

    /// Where the halves of a bilingual text part.
    private static func separator(of text: String) -> Range<Int>? {
        guard let (first, second) = BilingualText(text).halves, let start = text.firstRange(of: first),
            let end = text[start.upperBound...].firstRange(of: second)
        else { return nil }
        let utf8 = text.utf8
        return utf8.distance(
            from: utf8.startIndex, to: start.upperBound)..<utf8.distance(from: utf8.startIndex, to: end.lowerBound)
    }

    /// The body of a note, its headings without the anchors that their author gave them.
    private static func body(of loaded: LoadedNote) -> String {
        let source = loaded.source
        let body = String(source.body)
        guard body.contains("{#") else { return body }
        var lines = body.lines
        for section in loaded.note.sections where section.level > 0 {
            let index = section.line - source.bodyLine
            guard lines.indices.contains(index) else { continue }
            let (text, anchor) = HeadingAnchor.cut(String(lines[index]))
            if anchor != nil { lines[index] = Substring(text) }
        }
        return lines.joined(separator: "\n")
    }

    private static func blanking(line: Int, of body: String) -> String {
        var lines = body.lines
        guard lines.indices.contains(line) else { return body }
        lines[line] = ""
        return lines.joined(separator: "\n")
    }

    private static func lines(_ first: Int, _ last: Int, of body: String) -> String {
        let lines = body.lines
        guard first >= 0, first < lines.count else { return "" }
        return lines[first...min(max(first, last), lines.count - 1)].joined(separator: "\n")
    }
}
