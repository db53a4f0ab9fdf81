import Testing

@testable import Index

@Suite("Filters choose among the notes")
struct FilterTests {
    private let notes: TemporaryNotes

    init() throws { notes = try TemporaryNotes(SampleNotes.files) }

    @Test(
        "by a field of the front matter",
        arguments: [
            ("tag:streams", [SampleNotes.internals, SampleNotes.stream]),
            ("tag:STREAMS", [SampleNotes.internals, SampleNotes.stream]),
            ("tag:on-call", [SampleNotes.stream]), ("tag:stream", []),
            ("series:backend", [SampleNotes.internals, SampleNotes.stream]),
            ("chapter:9", [SampleNotes.internals]), ("status:draft", [SampleNotes.draft]),
            ("owner:\"chen wei\"", [SampleNotes.internals]),
            ("owner:chen", []), ("review_interval_days:7", [SampleNotes.stream]), ("id:idea", [SampleNotes.draft]),
            ("path:HOST/", [SampleNotes.disk, SampleNotes.diskSimplified]),
            ("path:%", []), ("tag:streams chapter:18", [SampleNotes.stream]),
            ("tag:linux -tag:shell", [SampleNotes.disk]),
            ("link:18_stream_operations", [SampleNotes.internals, SampleNotes.disk]),
        ])
    func fields(_ query: String, _ wanted: [String]) throws {
        #expect(try notes.paths(query).sorted() == wanted)
    }

    @Test("a note that names no status is active")
    func active() throws {
        let all = SampleNotes.files.keys.sorted()
        #expect(try notes.paths("status:active").sorted() == all.filter { $0 != SampleNotes.draft })
        #expect(try notes.paths("-status:draft").sorted() == all.filter { $0 != SampleNotes.draft })
    }

    @Test(
        "an excluded filter keeps the notes that lack the field",
        arguments: [
            ("-series:backend", 6), ("-chapter:18", 7), ("-due:..2026-03-31", 7), ("-updated:2026-03-01", 7),
            ("-created:..today", 6), ("-tag:streams", 6), ("-owner:nobody", 8),
        ])
    func lacking(_ query: String, _ count: Int) throws {
        #expect(try notes.paths(query).count == count)
    }

    @Test(
        "by dates and ranges of them",
        arguments: [
            ("due:today", [SampleNotes.stream]), ("due:..today", [SampleNotes.stream]),
            ("due:2026-04-01", [SampleNotes.disk, SampleNotes.stream]),
            ("due:2026-03-09..", [SampleNotes.disk]), ("due:..+3w", [SampleNotes.stream]),
            ("due:..+30d", [SampleNotes.disk, SampleNotes.stream]),
            ("due:2026-03-08..2026-03-08", [SampleNotes.stream]), ("updated:2w..", [SampleNotes.stream]),
            ("updated:2026-02-01", [SampleNotes.internals]),
            ("updated:..2025-12-31", [SampleNotes.disk]), ("updated:2026-01-01..2026-02-28", [SampleNotes.internals]),
            ("updated:1y..", [SampleNotes.internals, SampleNotes.stream, SampleNotes.disk]),
            ("created:yesterday", [SampleNotes.draft]), ("created:昨天", [SampleNotes.draft]),
            ("updated:2026-02-28..2026-01-01", [SampleNotes.internals]),
            ("updated:soon", []), ("updated:2026-02-30", []),
            ("due:99999999999999999999d..", []), ("updated:2026-02-30..", []), ("due:..tomorow", []),
            ("updated:..2026-13-01", []), ("due:...", []),
            ("due:..", [SampleNotes.disk, SampleNotes.stream]),
        ])
    func dates(_ query: String, _ wanted: [String]) throws {
        #expect(try notes.paths(query).sorted() == wanted.sorted())
    }

    @Test("by dates, of which one can't be read, not at all, which is said")
    func unreadable() throws {
        let answer = try notes.search("stream updated:2026-02-30.. due:..today")
        #expect(answer.hits.isEmpty)
        #expect(
            answer.changes == [.init(kind: .unreadable, word: "updated:2026-02-30..", replacements: ["2026-02-30"])])
        #expect(try notes.search("due:.. updated:2w..today").changes.isEmpty)
    }

    @Test(
        "by a value that no note has, which is said, with what may have been meant",
        arguments: [
            ("stream tag:streems", "tag:streems", ["streams"]), ("tag:strea", "tag:strea", ["streams"]),
            ("urgency:nonsense lag", "urgency:nonsense", ["critical", "high", "medium"]),
            ("symptom:S99", "symptom:S99", ["S1", "S2", "S3"]), ("lang:xx", "lang:xx", ["en", "zh"]),
            ("status:drafd", "status:drafd", ["draft"]), ("path:nowhere/", "path:nowhere/", []),
            ("-tag:shell link:nowhere", "link:nowhere", ["18_stream_operations"]),
        ])
    func unmet(_ query: String, _ filter: String, _ meant: [String]) throws {
        let answer = try notes.search(query)
        #expect(answer.hits.isEmpty && !answer.isUnanswered)
        #expect(answer.changes.filter { $0.kind == .unmet }.map(\.word) == [filter])
        #expect(answer.changes.first?.replacements == meant)
    }

    @Test(
        "without a word of values that notes have, though not together",
        arguments: ["tag:shell tag:streams", "due:..1y"])
    func apart(_ query: String) throws {
        let answer = try notes.search(query)
        #expect(answer.hits.isEmpty && answer.changes.isEmpty)
    }

    @Test(
        "by any of several values",
        arguments: [
            ("chapter:9,18", 2), ("tag:shell，on-call", 2), ("symptom:S2,S9 replication", 1),
            ("urgency:low、critical", 1),
            ("-chapter:9,18", 6), ("owner:\"chen, wei\"", 0),
        ])
    func several(_ query: String, _ count: Int) throws {
        #expect(try notes.paths(query).count == count)
    }

    @Test("or by none of very many", arguments: ["tag", "link", "urgency", "has"])
    func many(_ key: String) throws {
        let values = (0..<480).map { _ in "x" }.joined(separator: ",")
        #expect(try notes.search("\(key):\(values)").changes.map(\.kind) == [.unmet])
    }

    @Test(
        "by a link to a note, by whatever name either is called",
        arguments: ["link:target", "link:the_target", "link:folder/the_target.md", "link:目標"])
    func links(_ query: String) throws {
        try notes.write("---\naliases: [目標]\n---\n# Target\n", to: "folder/the_target.md")
        try notes.write("# By path\n\n[it](folder/the_target.md)\n", to: "path.md")
        try notes.write("# By alias\n\n[[目標]]\n", to: "alias.md")
        try notes.update()
        #expect(try notes.paths(query) == ["alias.md", "path.md"])
    }

    @Test("by the day a note falls due, as the list of what is due has it")
    func dueDay() throws {
        let notes = try TemporaryNotes([
            "interval.md": "---\nupdated: 2026-03-01\nreview_interval_days: 7\n---\n# A\n",
            "later.md": "---\nupdated: 2026-03-09\nreview_interval_days: 7\n---\n# A\n",
            "draft.md": "---\nnext_review: 2026-03-01\nstatus: draft\n---\n# A\n",
            "archived.md": "---\nnext_review: 2026-03-01\nstatus: Archived\n---\n# A\n",
            "named.md": "---\nnext_review: 2026-03-01\n---\n# A\n",
        ])
        #expect(try notes.paths("due:..today") == ["interval.md", "named.md"])
        #expect(try notes.paths("due:2026-03-08..2026-03-08") == ["interval.md"])
        #expect(try notes.paths("due:..") == ["interval.md", "later.md", "named.md"])
        try notes.database.keep([], stamp: "", problems: [])
        let due = try notes.database.schedules(.due(by: TemporaryNotes.today), today: TemporaryNotes.today)
        #expect(due.filter { !$0.isPaused }.map(\.path) == ["interval.md", "named.md"])
    }

    @Test(
        "however they are written: in the other script, in full width, in any case",
        arguments: [
            "tag:维运", "tag:維運", "tag:Ｋａｆｋａ", "ｔａｇ：kafka", "series:后端", "owner:陈", "负责人:陈", "status:審核中",
            "status:审核中", "path:目录/", "id:笔记", "chapter:１８", "symptom:ｓ１", "category:café", "category:CAFE",
        ])
    func folded(_ query: String) throws {
        let front =
            "tags: [維運, kafka]\nseries: 後端\nowner: 陳\n負責人: 陳\nstatus: 審核中\nchapter: \"18\"\ncategory: Café"
        try notes.write(
            "---\n\(front)\n---\n# A\n\n## Symptoms\n\n| # | Description |\n|---|---|\n| S1 | zebra |\n\n## Detection\n\n### S1: zebra\n",
            to: "目錄/筆記.md")
        try notes.update()
        #expect(try notes.paths(query).contains("目錄/筆記.md"))
        #expect(try notes.database.values(ofField: "series").map(\.value).contains("後端"))
    }

    @Test(
        "by symptom and urgency, which are about sections",
        arguments: [
            ("symptom:S1 lag", "S1: Lag"), ("symptom:s3 lag", "S3: lag of commits"),
            ("urgency:critical replication", "S2: Replication"), ("urgency:高 lag", "S1: Lag"),
            ("urgency:medium commits", "S3: lag of commits"),
        ])
    func symptoms(_ query: String, _ heading: String) throws {
        #expect(try notes.search(query).hits.map(\.path) == [SampleNotes.stream])
        #expect(try notes.search(query).hits.map(\.heading) == [heading])
    }

    @Test(
        "by what they have",
        arguments: [
            ("has:symptoms", [SampleNotes.stream]), ("has:runbook", [SampleNotes.stream]),
            ("has:promql", [SampleNotes.stream]), ("has:sql", []),
            ("has:code df", [SampleNotes.disk]), ("has:finding zeppelin", [SampleNotes.broken]),
            ("urgency:critical", [SampleNotes.stream]), ("urgency:nonsense", []),
        ])
    func contents(_ query: String, _ wanted: [String]) throws {
        #expect(try notes.paths(query) == wanted)
    }

    @Test("by language, where a bilingual note counts as both")
    func languages() throws {
        let chinese = try notes.paths("lang:zh")
        #expect(
            chinese.contains(SampleNotes.disk) && chinese.contains(SampleNotes.stream)
                && !chinese.contains(SampleNotes.internals))
        let english = try notes.paths("lang:en")
        #expect(
            english.contains(SampleNotes.internals) && english.contains(SampleNotes.stream)
                && !english.contains(SampleNotes.disk))
        #expect(try notes.paths("lang:Chinese") == chinese && notes.paths("lang:zh-TW") == chinese)
        #expect(try notes.paths("lang:English") == english)
    }

    @Test("by another language only where the front matter names it", arguments: ["ja", "xx"])
    func otherLanguages(_ language: String) throws {
        try notes.write("---\nlang: ja\n---\n# Obelisk\n\n石碑。\n", to: "ja.md")
        try notes.update()
        #expect(try notes.paths("lang:\(language)") == (language == "ja" ? ["ja.md"] : []))
    }

    @Test(
        "with words, all of which must hold",
        arguments: [
            ("stream tag:streams chapter:9", [SampleNotes.internals]), ("pelican status:draft", [SampleNotes.draft]),
            ("pelican -status:draft", [SampleNotes.internals]), ("日誌 tag:shell", [SampleNotes.diskSimplified]),
            ("obelisk tag:nothing", []),
        ])
    func withWords(_ query: String, _ wanted: [String]) throws {
        #expect(try notes.paths(query) == wanted)
    }

    @Test(
        "alone they answer in pages, each note once by path, and tell how many there are",
        arguments: ["tag:x", "has:code"])
    func pages(_ query: String) throws {
        let files = (10..<35).map {
            ("n\($0).md", "---\ntags: [x]\n---\n# A\n\n```\nls\n```\n\n# B\n\n```\nls\n```\n")
        }
        let notes = try TemporaryNotes(Dictionary(uniqueKeysWithValues: files))
        let pages = try stride(from: 0, to: 40, by: 10).map { try notes.search(query, limit: 10, offset: $0) }
        #expect(pages.flatMap(\.hits).map(\.path) == files.map(\.0))
        #expect(pages.map(\.total) == [25, 25, 25, 25])
        #expect(try notes.search(query + " -zebra", limit: 3).total == 25)
    }

    @Test(
        "by the place of the words",
        arguments: [
            ("in:title stream", [SampleNotes.internals, SampleNotes.stream]), ("in:title obelisk", []),
            ("in:heading segments", [SampleNotes.internals]),
            ("in:code verbose", [SampleNotes.stream]), ("code:verbose", [SampleNotes.stream]), ("in:body verbose", []),
            ("title:維運", [SampleNotes.stream]),
        ])
    func scopes(_ query: String, _ wanted: [String]) throws {
        #expect(try notes.search(query).hits.filter { $0.match == .exact }.map(\.path).sorted() == wanted)
    }

    @Test("a few notes among very many sections that hold the words")
    func fewAmongMany() throws {
        let many = "# Many\n\n" + String(repeating: "## Part\n\nlease\n\n", count: 4_000)
        let notes = try TemporaryNotes([
            "many.md": many,
            "one.md": "---\ntags: [維運]\n---\n# One\n\nA lease of it.\n\n## More\n\nA lease to renew.\n",
            "two.md": "---\ntags: [維運]\n---\n# Two\n\nNothing.\n",
        ])
        try notes.update()
        #expect(try notes.paths("tag:维运 lease") == ["one.md"])
        #expect(try notes.paths("-tag:维运 lease") == ["many.md"])
        #expect(try notes.paths("tag:none lease").isEmpty)
    }
}
