import Catalogue
import Index
import Journal
import KnowledgeBase
import Live
import Notes
import Review

/// A note, and where one comes from it: the board of its symptoms first.
struct NotePage: Sendable {
    let title: TextModel
    let titleAnchor: String?
    let id: String
    let path: String
    let breadcrumbs: [LinkModel]
    let badges: [Badge]
    let facts: [Fact]
    /// The page that reviews it.
    let reviewHref: String
    let tags: [LinkModel]
    let hasSymptoms: Bool
    let symptoms: [SymptomItem]
    /// The path of the note, where its symptoms are shown as they are now; else nil.
    let watched: String?
    /// Seconds after which a measurement is old.
    let staleAfter: Int
    /// What each sheet of paper says of the note.
    let printFoot: String
    let contents: [Entry]
    let hasContents: Bool
    let html: String
    let series: LinkModel?
    let previous: LinkModel?
    let next: LinkModel?
    let backlinks: [Mention]
    let hasBacklinks: Bool
    let surroundings: Surroundings
    let findings: [Problem]
    let findingsLabel: String?
    /// Every field of the front matter, as written.
    let fields: [Fact]
    let hasFields: Bool
    let hasTasks: Bool
    /// Scripts for what the note holds.
    let scripts: [String]
    /// Nil where no command has a parameter.
    let parameters: ParameterForm?

    static let codeScripts = ["vendor/highlight.js", "promql.js", "colours.js"]

    /// A field of the front matter with its value.
    struct Fact: Sendable {
        let name: String
        let value: String
        let isDate: Bool
        /// Whether it can wait where there is little room.
        let isMinor: Bool
    }

    /// A board of more would be no overview.
    private static let mostSymptoms = 100

    /// A line of the table of contents.
    struct Entry: Sendable {
        let href: String
        let text: TextModel
        let depth: Int
    }

    /// A link to this note, with its sentence.
    struct Mention: Sendable {
        let href: String
        let label: TextModel
        let context: TextModel
    }

    /// Something that is wrong with the note.
    struct Problem: Sendable {
        let severity: String
        let severityLabel: String
        let rule: String
        /// Where in the file, in words.
        let line: String
        let message: String
        let advice: String
    }

    /// - Parameters:
    ///   - query: of the request: the values of parameters.
    ///   - configuration: of the server; nil where none answers forms, as in exported pages.
    init(
        _ summary: NoteSummary, _ view: View, _ query: FormFields = FormFields(""),
        _ configuration: WebConfiguration? = nil
    ) throws {
        let words = view.words
        let read = try view.knowledgeBase.note(at: summary.path)
        let asked = ParameterForm(
            read.note.parameters, query, profiles: configuration?.profiles ?? [:], problems: [:], words)
        let (loaded, problems) = read.filled(asked.values)
        let note = loaded.note
        let form = ParameterForm(
            read.note.parameters, query, profiles: configuration?.profiles ?? [:], problems: problems, words)
        parameters = form.fields.isEmpty || configuration == nil ? nil : form
        let runs = try configuration?.runs.map { try RunLinks(read, $0, query: form.query, view) } ?? RunLinks()
        let (links, chapters, unresolved) = try view.knowledgeBase.ask { database in
            (
                try database.backlinks(toNoteAt: note.path),
                try note.frontMatter.series.map { try database.notes(.series($0)) } ?? [],
                try database.links(ofNoteAt: note.path, onlyUnresolved: true)
            )
        }
        title = TextModel(note.title)
        titleAnchor = loaded.titleAnchors.first
        id = note.id
        path = note.path
        let front = note.frontMatter
        breadcrumbs = Self.breadcrumbs(front)
        badges = [
            Badge(status: front.status, words),
            Badge(nextReview: ReviewPlan(front).scheduled, status: front.status, today: view.today, words),
        ].compactMap { $0 }
        facts = Self.facts(
            front, reviewed: try view.knowledgeBase.freshness(ofNotesAt: [note.path])[note.path]?.reviewed, words)
        printFoot =
            ([note.id] + [front.updated ?? front.created].compactMap { $0.map { words("fact.updated") + " \($0)" } })
            .joined(separator: " · ")
        reviewHref = view.addresses.review(ofNoteAt: note.path)
        tags = front.tags.map { LinkModel(href: "/tags/" + $0.percentEncoded(), label: TextModel($0)) }
        var html = view.noteHTML
        html.afterBlock = { runs.html(ofBlockAt: $0) }
        let rendering = html.rendering(of: loaded)
        var details = SymptomDetails(note, rendering, runs)
        symptoms = note.symptoms.prefix(Self.mostSymptoms).map {
            SymptomItem($0, of: note, &details, words).live(view, path: note.path)
        }
        watched = view.situation.isOpen && !symptoms.isEmpty ? note.path : nil
        staleAfter = view.situation.staleAfter
        hasSymptoms = !symptoms.isEmpty
        contents = Self.contents(note)
        hasContents = contents.count > 2
        self.html = rendering.fragment(omittingTitle: true)
        hasTasks = !note.checklist.isEmpty
        scripts =
            (self.html.contains("<pre") ? Self.codeScripts : []) + ["found.js"]
            + (hasTasks ? ["ticks.js"] : []) + (parameters == nil ? [] : ["parameters.js"])
            + (Formulas.areIn(self.html) ? Formulas.scripts : [])
        series = front.series.map {
            LinkModel(href: "/series/" + $0.percentEncoded(), label: TextModel($0), count: chapters.count)
        }
        (previous, next) = Self.neighbours(ofNoteAt: note.path, among: chapters, view)
        backlinks = links.map {
            Mention(
                href: view.addresses.page(ofNoteAt: $0.path), label: TextModel($0.title),
                context: TextModel(passage: $0.context))
        }
        hasBacklinks = !backlinks.isEmpty
        surroundings = try Surroundings(note, backlinks: links, view)
        findings = Self.problems(note.findings + read.note.detectionFindings, unresolved, words)
        fields = front.fields.map { field in
            Fact(name: field.key, value: field.value.scalars.joined(separator: ", "), isDate: false, isMinor: true)
        }
        hasFields = !fields.isEmpty
        findingsLabel = findings.isEmpty ? nil : words("note.findings", String(findings.count))
    }

    /// Links to the other notes of its domain and of its category.
    private static func breadcrumbs(_ front: FrontMatter) -> [LinkModel] {
        [("domain", front.domain), ("category", front.category)].compactMap { key, value in
            guard let value else { return nil }
            let filter = value.contains(where: \.isWhitespace) ? "\(key):\"\(value)\"" : "\(key):\(value)"
            return LinkModel(href: "/search?q=" + filter.percentEncoded(), label: TextModel(value))
        }
    }

    /// The chapters before and after a note of a series; nil at its ends, and both where it is in none.
    private static func neighbours(
        ofNoteAt path: String, among chapters: [NoteSummary], _ view: View
    ) -> (previous: LinkModel?, next: LinkModel?) {
        guard let place = chapters.firstIndex(where: { $0.path == path }) else { return (nil, nil) }
        func chapter(_ place: Int) -> LinkModel? {
            guard chapters.indices.contains(place) else { return nil }
            let other = chapters[place]
            return LinkModel(href: view.addresses.page(ofNoteAt: other.path), label: TextModel(other.title))
        }
        return (chapter(place - 1), chapter(place + 1))
    }

    private static func facts(_ front: FrontMatter, reviewed: CalendarDate?, _ words: Words) -> [Fact] {
        let dates = [
            ("updated", front.updated ?? front.created), ("reviewed", reviewed),
            ("next-review", ReviewPlan(front).scheduled),
        ]
        .compactMap { key, date in
            date.map {
                Fact(name: words("fact." + key), value: $0.description, isDate: true, isMinor: key != "updated")
            }
        }
        let texts = [
            ("interval", front.reviewIntervalDays.map { words("fact.days", String($0)) }), ("chapter", front.chapter),
            ("level", front.level), ("owner", front.owner),
        ].compactMap { key, value in
            value.map { Fact(name: words("fact." + key), value: $0, isDate: false, isMinor: true) }
        }
        return dates + texts
    }

    /// The headings down to two levels below the highest.
    private static func contents(_ note: Note) -> [Entry] {
        let headings = note.sections.filter { $0.level > 0 && $0.heading.full != note.title.full }
        guard let highest = headings.map(\.level).min() else { return [] }
        return headings.filter { $0.level <= highest + 1 }.prefix(200).compactMap { section in
            section.anchors.first.map {
                Entry(
                    href: "#" + $0.percentEncoded(), text: TextModel(section.heading),
                    depth: section.level - highest + 1)
            }
        }
    }

    private static func problems(_ findings: [Finding], _ unresolved: [LinkEntry], _ words: Words) -> [Problem] {
        (findings + unresolved.map(\.finding)).sorted { ($0.line, $0.rule.rawValue) < ($1.line, $1.rule.rawValue) }
            .prefix(200).map { finding in
                Problem(
                    severity: finding.severity.rawValue, severityLabel: words("severity." + finding.severity.rawValue),
                    rule: words("finding." + finding.rule.rawValue), line: words("note.line", String(finding.line)),
                    message: Sentence.clause(words.catalogue(finding.sentences)),
                    advice: words.catalogue("advice." + finding.rule.rawValue))
            }
    }
}
