import HTTPTypes
import Hummingbird
import Index
import KnowledgeBase
import Notes

/// The same pages as plain files, which open without a server.
extension WebServer {
    /// What the server's headers say of a page, as far as a page can say it of itself. `file:` is for browsers in which a
    /// file is not of the same origin as its folder.
    private static let policy =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' file:; "
        + "style-src 'self' file:; img-src 'self' file:; connect-src 'self'; form-action 'self' file:; base-uri 'none'\">"

    /// Gives every page in both languages, what pages load, and an index to search in. The Chinese interface is in the
    /// folder `zh-Hant`.
    ///
    /// - Parameter write: takes a file's path and its bytes.
    package func export(_ write: (_ path: String, _ bytes: [UInt8]) throws -> Void) throws {
        defer { stopWatching() }
        let generation = try site.freshness.refresh()
        var files: Set<String> = []
        for language in [Language.english, .chinese] {
            let view = site.view(Preferences(language), generation)
            let notes = try view.knowledgeBase.ask { try $0.notes(.all) }
            let pages = try ExportedPages(site, view, notes)
            for page in pages.all {
                let html = try page.html()
                let rewriting = LinkRewriting { address in
                    pages.link(address, on: page.path, language) { files.insert($0) }
                }
                let offline = pages.link(site.assets.address("offline.js") ?? "", on: page.path, language) { _ in }
                let text = rewriting.rewritten(html)
                    .replacing("<head>\n", with: "<head>\n\(Self.policy)\n", maxReplacements: 1)
                    .replacing(
                        "</head>", with: "<script src=\"\(offline ?? "")\"></script>\n</head>", maxReplacements: 1)
                try write(pages.file(page.path, language), Array(text.utf8))
            }
            if language == .english { try write("search-index.js", SearchScript.bytes(of: notes, view)) }
        }
        for (name, asset) in site.assets.all { try write("static/" + name, Array(asset.body.readableBytesView)) }
        let root = site.freshness.knowledgeBase.folder.root
        for file in files.sorted() where FileRoutes.isImage(file) {
            guard let body = try? FileRoutes.read(file, in: root) else { continue }
            try write("files/" + file, Array(body.readableBytesView))
        }
    }
}

/// The pages of an exported site.
private struct ExportedPages {
    struct Page {
        let path: String
        let html: () throws -> String
    }

    private(set) var all: [Page] = []
    private var paths: Set<String> = []
    /// The pages of tags and series by their names as these are compared: each note may write one in its own way.
    private var lists: [String: String] = [:]

    init(_ site: Site, _ view: View, _ notes: [NoteSummary]) throws {
        let words = view.words
        var pages: [Page] = []
        func add(_ path: String, _ draft: @escaping () throws -> Site.Draft<some Sendable>) {
            pages.append(Page(path: path) { site.render(try draft(), view, path: path) })
        }
        add("/") { Site.Draft(template: "home", title: words("home.title"), content: try HomePage(view)) }
        add("/notes") { Site.Draft(template: "list", title: words("notes.all"), content: try ListPage(allNotes: view)) }
        add("/recent") {
            Site.Draft(template: "list", title: words("ways.recent"), content: try ListPage(recent: view))
        }
        add("/graph") {
            Site.Draft(template: "graph", title: words("ways.graph.heading"), content: try GraphPage(view))
        }
        add("/wanted") {
            Site.Draft(template: "wanted", title: words("ways.wanted.heading"), content: try WantedPage(view))
        }
        add("/symptoms") {
            Site.Draft(template: "symptoms", title: words("symptoms.heading"), content: try SymptomsPage(view))
        }
        add("/search") {
            Site.Draft(
                template: "search", title: words("search.heading"),
                content: try SearchPage("", page: 1, view, examples: SearchScript.examples))
        }
        for kind in [ListPage.Kind.series, .tags] {
            add("/" + kind.rawValue) {
                let content = try ListPage(kind, view)
                return Site.Draft(template: "list", title: content.heading, content: content)
            }
            for (name, _) in try view.knowledgeBase.ask({ try $0.values(ofField: kind.rawValue) }) {
                guard let content = try ListPage(kind, named: name, view) else { continue }
                let path = "/\(kind.rawValue)/" + name.percentEncoded()
                lists[Self.key(path)] = path
                add(path) { Site.Draft(template: "list", title: name, content: content) }
            }
        }
        for note in notes {
            add(view.addresses.page(ofNoteAt: note.path)) {
                let content = try NotePage(note, view)
                return Site.Draft(
                    template: "note", title: note.title.text(in: view.preferences.language),
                    content: PageRoutes.NoteOrChoice(note: content), scripts: content.scripts)
            }
        }
        all = pages
        paths = Set(pages.map(\.path))
    }

    private static func key(_ path: String) -> String {
        CharacterFolding.fold(FormFields.decoded(path[...], plusIsSpace: false))
    }

    func file(_ path: String, _ language: Language) -> String {
        (language == .chinese ? "zh-Hant/" : "") + ExportedAddress.file(ofPage: path)
    }

    /// What an address of the server becomes on a page; nil where only the server can answer it.
    func link(_ address: String, on page: String, _ language: Language, image: (String) -> Void) -> String? {
        let file = file(page, language)
        if address.hasPrefix("/static/") {
            return ExportedAddress.link(from: file, to: String(address.dropFirst()))
        }
        if address.hasPrefix("/files/") {
            let path = FormFields.decoded(address.dropFirst("/files/".count), plusIsSpace: false)
            image(path)
            return ExportedAddress.link(from: file, to: "files/" + path)
        }
        let end = address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex
        let (asked, rest) = (String(address[..<end]), address[end...])
        guard let path = paths.contains(asked) ? asked : lists[Self.key(asked)] else { return nil }
        var other = language
        if rest.contains("lang=en") { other = .english }
        if rest.contains("lang=zh-Hant") { other = .chinese }
        let isSwitch = ["lang=", "theme=", "reading="].contains { rest.contains($0) }
        return ExportedAddress.link(from: file, to: self.file(path, other)) + (isSwitch ? "" : rest)
    }
}
