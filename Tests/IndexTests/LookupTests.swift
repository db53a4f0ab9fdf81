import Notes
import Testing

@testable import Index

@Suite("Notes are looked up")
struct LookupTests {
    private let notes: TemporaryNotes

    init() throws { notes = try TemporaryNotes(SampleNotes.files) }

    @Test(
        "by path, id, alias and half of a title, in any case and script",
        arguments: [
            (SampleNotes.stream, [SampleNotes.stream]), ("./" + SampleNotes.stream, [SampleNotes.stream]),
            ("host/disk_full", [SampleNotes.disk]),
            ("18_stream_operations", [SampleNotes.stream]), ("18_Stream_Operations", [SampleNotes.stream]),
            ("Log Anatomy", [SampleNotes.internals]),
            ("Stream Operations", [SampleNotes.stream]), ("串流維運", [SampleNotes.stream]), ("串流维运", [SampleNotes.stream]),
            ("Stream Operations / 串流維運", [SampleNotes.stream]), ("cache", [SampleNotes.english, SampleNotes.chinese]),
            ("Cache invalidation", [SampleNotes.english]),
            ("nowhere", []), ("", []), ("../host/disk_full", []), ("%", []), ("stream", []),
        ])
    func names(_ reference: String, _ paths: [String]) throws {
        #expect(try notes.database.notes(named: reference).map(\.path) == paths)
    }

    @Test("in lists: a series by chapter in natural order, recent ones by date, a tag by path")
    func lists() throws {
        func paths(_ selection: NoteSelection) throws -> [String] { try notes.database.notes(selection).map(\.path) }
        #expect(try paths(.all) == SampleNotes.files.keys.sorted())
        #expect(try paths(.series("backend")) == [SampleNotes.internals, SampleNotes.stream])
        #expect(try paths(.series("BACKEND")) == [SampleNotes.internals, SampleNotes.stream])
        #expect(try paths(.recent) == [SampleNotes.stream, SampleNotes.internals, SampleNotes.disk])
        #expect(try paths(.tag("Linux")) == [SampleNotes.disk, SampleNotes.diskSimplified])
        #expect(try paths(.runbooks) == [SampleNotes.stream])
        #expect(try notes.database.notes(.all, limit: 2).count == 2)
        #expect(try notes.database.notes(.tag("x' OR 1=1 --")).isEmpty)
    }

    @Test("by tag and series however these are written, which are one value each, as most notes write it")
    func spellings() throws {
        for (path, tag, series) in [
            ("a.md", "維運", "後端"), ("b.md", "维运", "后端"), ("c.md", "維運", "後端"), ("d.md", "Broker", "Ｂackend"),
            ("e.md", "broker", "backend"), ("f.md", "broker", "BACKEND"),
        ] {
            try notes.write("---\ntags: [\(tag)]\nseries: \(series)\n---\n# \(path)\n", to: path)
        }
        try notes.update()
        func paths(_ selection: NoteSelection) throws -> [String] { try notes.database.notes(selection).map(\.path) }
        for tag in ["維運", "维运"] { #expect(try paths(.tag(tag)) == ["a.md", "b.md", "c.md"]) }
        for series in ["後端", "后端"] { #expect(try paths(.series(series)) == ["a.md", "b.md", "c.md"]) }
        for tag in ["Broker", "broker", "ｂroker"] { #expect(try paths(.tag(tag)) == ["d.md", "e.md", "f.md"]) }
        #expect(try paths(.series("Ｂackend")) == paths(.series("backend")))
        let tags = try notes.database.values(ofField: "tags").map { "\($0.value) \($0.notes)" }
        #expect(tags.contains("broker 3") && tags.contains("維運 3") && tags.count == 7)
        #expect(try notes.database.values(ofField: "series").map(\.notes) == [5, 3])
    }

    @Test("with what lists say of them")
    func summary() throws {
        let note = try #require(try notes.database.notes(named: "18_stream_operations").first)
        #expect(note.title.english == "Stream Operations")
        #expect(note.status == "active")
        #expect(note.series == "backend")
        #expect(note.chapter == "18")
        #expect(note.updated?.description == "2026-03-01")
        #expect(note.created?.description == "2026-01-01")
        #expect(note.nextReview?.description == "2026-03-08")
        #expect(note.reviewIntervalDays == 7)
        #expect(note.isRunbook)
    }

    @Test("fields have values, with the number of notes of each")
    func values() throws {
        let values = try notes.database.values(ofField: "tags").map { "\($0.value) \($0.notes)" }
        #expect(values == ["cache 2", "linux 2", "on-call 1", "shell 1", "streams 2"])
        #expect(try notes.database.values(ofField: "no such field").isEmpty)
    }

    @Test("a field that a note writes twice, in whatever case, counts once for each value")
    func twice() throws {
        let notes = try TemporaryNotes([
            "a.md": "---\nOwner: chen\nowner: [Chen, wu, Wu]\n---\n# A\n", "b.md": "---\nowner: chen\n---\n# B\n",
        ])
        #expect(try notes.database.values(ofField: "owner").map { "\($0.value) \($0.notes)" } == ["chen 2", "wu 1"])
    }

    @Test("notes, runbooks, symptoms and sections are counted")
    func counts() throws {
        let counts = try notes.database.counts()
        #expect(counts.notes == SampleNotes.files.count)
        #expect(counts.runbooks == 1)
        #expect(counts.symptoms == 3)
        #expect(counts.sections >= counts.notes)
    }

    @Test("parallel notes know each other, with their languages")
    func parallels() throws {
        let parallels = try notes.database.parallels(ofNoteAt: SampleNotes.english)
        #expect(parallels.map(\.language) == ["zh"])
        #expect(parallels.map(\.note.path) == [SampleNotes.chinese])
        #expect(try notes.database.parallels(ofNoteAt: SampleNotes.disk).isEmpty)
    }

    @Test("symptoms come with commands and resolutions, the most urgent first")
    func symptoms() throws {
        let all = try notes.database.symptoms()
        #expect(all.map(\.symptom) == ["S2", "S1", "S3"])
        #expect(all.map(\.urgency) == [.critical, .high, .medium])
        let ofOne = try notes.database.symptoms(ofNoteAt: SampleNotes.stream)
        #expect(ofOne.map(\.symptom) == ["S2", "S1", "S3"])
        let first = try #require(ofOne.first { $0.symptom == "S1" })
        #expect(first.symptom == "S1")
        #expect(first.detections == ["18_stream_operations#S1.1", "18_stream_operations#S1.2"])
        #expect(first.languages == ["bash", "promql"])
        #expect(first.resolution == "s1-resolve")
        #expect(first.impact.full == "訊息過時")
        #expect(first.anchor == "s1")
        #expect(try notes.database.symptoms(ofNoteAt: "nowhere.md").isEmpty)
    }

    @Test("of equally urgent symptoms those without urgency come last, others by path and table")
    func symptomOrder() throws {
        let table = "## Symptoms\n\n| # | Symptom | Urgency |\n|---|---|---|\n"
        try notes.write(table + "| S2 | b | high |\n| S1 | a | high |\n| S3 | c |  |\n", to: "a.md")
        try notes.update()
        let rows = try notes.database.symptoms().map { "\($0.note) \($0.symptom)" }
        #expect(
            rows == [
                "18_stream_operations S2", "a S2", "a S1", "18_stream_operations S1", "18_stream_operations S3", "a S3",
            ])
    }
}

@Suite("Links between notes are known from both ends")
struct LinkLookupTests {
    @Test("with the words around them, and where they lead")
    func both() throws {
        let notes = try TemporaryNotes(SampleNotes.files)
        let backlinks = try notes.database.backlinks(toNoteAt: SampleNotes.stream)
        #expect(backlinks.map(\.path) == [SampleNotes.internals, SampleNotes.disk])
        #expect(backlinks.map(\.context) == ["How the log is stored, before operations.", "參考 串流維運。"])
        let links = try notes.database.links()
        #expect(links.map(\.path) == [SampleNotes.internals, SampleNotes.disk])
        #expect(links.map(\.resolvedPath) == [SampleNotes.stream, SampleNotes.stream])
        #expect(try notes.database.links(onlyUnresolved: true).isEmpty)
        #expect(try notes.database.backlinks(toNoteAt: SampleNotes.draft).isEmpty)
    }

    @Test("those that lead nowhere are listed, also when the note that they lead to goes away")
    func unresolved() throws {
        let notes = try TemporaryNotes([
            "a.md": "[[b]] [[missing]] [x](gone.md) [y](https://example.org/z.md) [z](../out.md) [[#here]]",
            "b.md": "# B",
        ])
        func targets() throws -> [String] { try notes.database.links(onlyUnresolved: true).map(\.target) }
        #expect(try targets() == ["missing", "gone.md"])
        try notes.delete("b.md")
        try notes.update()
        #expect(try targets() == ["b", "missing", "gone.md"])
        try notes.write("---\ntitle: B\naliases: [missing]\n---\n", to: "b.md")
        try notes.update()
        #expect(try targets() == ["gone.md"])
        #expect(try notes.database.links(ofNoteAt: "b.md").isEmpty)
        #expect(try notes.database.links(ofNoteAt: "a.md").map(\.line) == [1, 1, 1])
    }

    @Test("those to a heading that their note does not have are listed, and the note is not wanted")
    func missingHeadings() throws {
        let notes = try TemporaryNotes([
            "a.md": "[[b#Nope]] [[b#Two words]] [[b#二]] [x](b.md#given) [y](b.md#gone) [[b#s1]] [[b#]] [z](b.md#html)",
            "b.md":
                "# B\n\n## Two words / 二\n\n## Other {#given}\n\n<a id=html></a>\n\n## Symptoms\n\n| # | Symptom |\n|---|---|\n| S1 | a |",
        ])
        let links = try notes.database.links(onlyUnresolved: true)
        #expect(links.map(\.target) == ["b#Nope", "b.md#gone"])
        #expect(links.map(\.resolvedPath) == ["b.md", "b.md"])
        #expect(links.first?.finding.message == "b.md has no heading for \"b#Nope\"")
        #expect(try notes.database.wantedNotes().isEmpty)
        try notes.write("# B\n\n## Nope", to: "b.md")
        try notes.update()
        #expect(try !notes.database.links(onlyUnresolved: true).map(\.target).contains("b#Nope"))
    }

    @Test("a name means an id before an alias before a title")
    func ranks() throws {
        let notes = try TemporaryNotes([
            "z/plan.md": "# Something", "a.md": "---\ntitle: A\naliases: [plan]\n---\n", "b.md": "# Plan",
            "c.md": "[[Plan]]",
        ])
        #expect(try notes.database.links().map(\.resolvedPath) == ["z/plan.md"])
        try notes.delete("z/plan.md")
        try notes.update()
        #expect(try notes.database.links().map(\.resolvedPath) == ["a.md"])
    }

    @Test("of several notes with one name it means the one nearest in the folders, everywhere")
    func nearest() throws {
        let notes = try TemporaryNotes([
            "a/index.md": "# A", "b/deep/index.md": "# D", "b/index.md": "# B", "b/x.md": "see [[index]]",
            "c/y.md": "see [[index]]",
        ])
        let near = try notes.database.resolve(.note(name: "index", heading: "h"), fromNoteAt: "b/x.md")
        #expect(near?.path == "b/index.md")
        #expect(near?.heading == "h")
        #expect(try notes.database.links().map(\.resolvedPath) == ["b/index.md", "a/index.md"])
        #expect(try notes.database.backlinks(toNoteAt: "b/index.md").map(\.path) == ["b/x.md"])
        #expect(try notes.database.backlinks(toNoteAt: "a/index.md").map(\.path) == ["c/y.md"])
    }

    @Test("a relative link means the very file")
    func relative() throws {
        let notes = try TemporaryNotes(["en/x.md": "[y](../zh/x.md#part)", "zh/x.md": "# X", "x.md": "# X"])
        #expect(try notes.database.links().map(\.resolvedPath) == ["zh/x.md"])
        let target = try notes.database.resolve(.file(path: "zh/x.md", fragment: "part"), fromNoteAt: "en/x.md")
        #expect(target?.path == "zh/x.md")
        #expect(target?.heading == "part")
        #expect(try notes.database.resolve(.elsewhere("https://example.org"), fromNoteAt: "en/x.md") == nil)
    }

    @Test("many links to one note, and links without text, do no harm")
    func many() throws {
        let notes = try TemporaryNotes([
            "a.md": String(repeating: "[[b]] ", count: 5_000) + "[](b.md) ![](b.md)", "b.md": "[[b]] [[a]]",
        ])
        #expect(try notes.database.backlinks(toNoteAt: "b.md").map(\.path) == ["a.md"])
        #expect(try notes.database.links(ofNoteAt: "a.md").count == 5_002)
    }
}

@Suite("What is wrong with notes is listed")
struct FindingLookupTests {
    @Test("by path and line, notes that share an id among it")
    func findings() throws {
        let notes = try TemporaryNotes([
            "b/x.md": "---\ntitle: X\nupdated: soon\n---\n", "a/x.md": "---\ntitle: X\n---\n",
            "c.md": "---\ntitle: [\n---\n",
        ])
        let found = try notes.database.findings().map { "\($0.path):\($0.finding.line) \($0.finding.rule.rawValue)" }
        #expect(
            found.filter { !$0.hasPrefix("c.md") } == [
                "a/x.md:1 duplicate-id", "b/x.md:1 duplicate-id", "b/x.md:3 front-matter-value",
            ])
        #expect(found.contains { $0.hasPrefix("c.md:") && $0.hasSuffix("front-matter-syntax") })
        #expect(try notes.database.sharedIDs() == ["x"])
        // Links do not tell them apart either.
        try notes.write("# X\n", to: "d/X.md")
        try notes.delete("b/x.md")
        try notes.update()
        let shared = try notes.database.findings().filter { $0.finding.rule == .duplicateID }.map(\.path)
        #expect(shared == ["a/x.md", "d/X.md"])
        try notes.delete("d/X.md")
        try notes.delete("a/x.md")
        try notes.update()
        #expect(try notes.database.findings().allSatisfy { $0.finding.rule != .duplicateID })
        #expect(try notes.database.sharedIDs().isEmpty)
    }
}

@Suite("Notes are named by the beginning of their id")
struct IDBeginningTests {
    @Test("whatever its case, from two characters on; signs of patterns mean themselves")
    func beginning() throws {
        let notes = try TemporaryNotes(["18_kafka.md": "# A\n", "x/18_Kafka_lag.md": "# B\n", "19.md": "# C\n"])
        func paths(_ start: String) throws -> [String] { try notes.database.notes(withIDBeginning: start).map(\.path) }
        #expect(try paths("18") == ["18_kafka.md", "x/18_Kafka_lag.md"])
        #expect(try paths("18_kafka_") == ["x/18_Kafka_lag.md"])
        #expect(try paths("1").isEmpty && paths("1%").isEmpty && paths("").isEmpty && paths("__").isEmpty)
    }
}

@Suite("What lists say of a note")
struct NoteSummaryTests {
    @Test("a note with an interval alone has its next review so many days after its last change")
    func interval() throws {
        let notes = try TemporaryNotes([
            "a.md": "---\nupdated: 2026-01-01\nreview_interval_days: 14\n---\n\nwalrus\n",
            "b.md": "---\nupdated: 2026-01-01\nreview_interval_days: 14\nnext_review: 2026-05-01\n---\n\nwalrus\n",
        ])
        let wanted = ["2026-01-15", "2026-05-01"]
        #expect(try notes.database.notes(.all).map { $0.nextReview?.description ?? "" } == wanted)
        let hits = try notes.search("walrus").hits.sorted { $0.path < $1.path }
        #expect(hits.map { $0.nextReview?.description ?? "" } == wanted)
    }
}

@Suite("Numbers in text are ordered as numbers")
struct NaturalOrderTests {
    @Test("2 before 10")
    func order() {
        let ordered = ["", "1", "2", "2a", "10", "10.2", "10.10", "018x", "100", "a1", "a02", "a10", "b"]
        #expect(ordered.reversed().sorted(by: NaturalOrder.precedes) == ordered)
        #expect(!NaturalOrder.precedes("7", "7"))
        #expect(!NaturalOrder.precedes("07", "7") && !NaturalOrder.precedes("7", "07"))
        #expect(NaturalOrder.precedes(String(repeating: "9", count: 50), "1" + String(repeating: "0", count: 50)))
    }
}
