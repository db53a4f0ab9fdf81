import Notes
import Testing

@testable import Index

@Suite("Ways between notes")
struct WaysTests {
    private func note(_ title: String, tags: String = "", series: String? = nil, _ body: String = "") -> String {
        "---\ntitle: \(title)\ntags: [\(tags)]\n" + (series.map { "series: \($0)\n" } ?? "") + "---\n\n\(body)\n"
    }

    @Test("notes are related by what they share; what is rare counts for more")
    func related() throws {
        var files = [
            "a.md": note("A", tags: "kafka, quorum", series: "data"), "b.md": note("B", tags: "kafka"),
            "c.md": note("C", tags: "quorum"), "d.md": note("D", tags: "kafka, quorum"), "e.md": note("E", tags: "dns"),
        ]
        for number in 0..<20 { files["more\(number).md"] = note("More \(number)", tags: "kafka") }
        let notes = try TemporaryNotes(files)
        let related = try notes.database.related(toNoteAt: "a.md", limit: 3)
        #expect(related.map(\.note.path).prefix(2) == ["d.md", "c.md"])
        #expect(related.first?.sharedTags == ["quorum", "kafka"])
        #expect(!related.contains { $0.note.path == "e.md" || $0.note.path == "a.md" })
        #expect(try notes.database.related(toNoteAt: "nowhere.md", limit: 3).isEmpty)
        #expect(try notes.database.related(toNoteAt: "e.md", limit: 3).isEmpty)
    }

    @Test("a tag is one, in whatever case and characters it is written, and counts once")
    func folded() throws {
        let notes = try TemporaryNotes([
            "a.md": note("A", tags: "資料庫, 数据库x, DNS, Über"), "b.md": note("B", tags: "资料库"),
            "c.md": note("C", tags: "dns, uber"), "d.md": note("D", tags: "數據庫X"),
            "e.md": note("E", tags: "kafka, 登錄, 登录"), "f.md": note("F", tags: "登錄, 登录, 快取"),
            "g.md": note("G", tags: "快取, Kafka"),
        ])
        func shared(_ path: String) throws -> [String: [String]] {
            let related = try notes.database.related(toNoteAt: path, limit: 5)
            return Dictionary(uniqueKeysWithValues: related.map { ($0.note.path, $0.sharedTags.sorted()) })
        }
        #expect(try shared("a.md") == ["b.md": ["資料庫"], "c.md": ["DNS", "Über"], "d.md": ["数据库x"]])
        #expect(try shared("b.md") == ["a.md": ["资料库"]])
        #expect(try shared("e.md") == ["f.md": ["登錄"], "g.md": ["kafka"]])
    }

    @Test("a translation of a note is not related to it")
    func translations() throws {
        let notes = try TemporaryNotes([
            "en/cache.md": note("Cache", tags: "cache"), "zh/cache.md": note("快取", tags: "cache"),
            "en/queue.md": note("Queue", tags: "cache"),
        ])
        #expect(try notes.database.related(toNoteAt: "en/cache.md", limit: 5).map(\.note.path) == ["en/queue.md"])
    }

    @Test("a note leads to those it links to, each once, and not to itself")
    func linked() throws {
        let notes = try TemporaryNotes([
            "a.md": note("A", "[[b]] [[b|again]] [c](c.md) [[a]] [[nobody]]"), "b.md": note("B"), "c.md": note("C"),
        ])
        #expect(try notes.database.notes(linkedFromNoteAt: "a.md").map(\.path) == ["b.md", "c.md"])
        #expect(try notes.database.notes(linkedFromNoteAt: "b.md").isEmpty)
    }

    @Test("what links ask for is wanted, in whatever case they write it, the most wanted first")
    func wanted() throws {
        let notes = try TemporaryNotes([
            "a.md": note("A", "[[Zebra]] [[once]]"), "b.md": note("B", "[[zebra]] [[a]]"),
        ])
        let wanted = try notes.database.wantedNotes()
        #expect(wanted.map(\.links.count) == [2, 1])
        #expect(wanted.map { $0.target.lowercased() } == ["zebra", "once"])
        #expect(wanted.first?.links.map(\.path) == ["a.md", "b.md"])
    }
}
