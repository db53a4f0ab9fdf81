import Testing

@testable import Index

@Suite("A note is found by its file")
struct NotePathTests {
    private let notes: TemporaryNotes

    init() throws {
        notes = try TemporaryNotes([
            "backend/18_stream_operations.md": "# Streams\n\nOperations of streams.\n",
            "backend/19_other.md": "# Other\n\nSee 18_stream_operations.md, 18_stream_operations.md and backend.\n",
            "a/README.md": "# First\n\nA readme.\n", "b/README.md": "# Second\n\nAnother one.\n",
            "readers.md": "# Readers\n\nEach reads README.md first, then README.md again.\n",
            "en/cache.md": "# Cache\n\nIt keeps.\n", "zh/cache.md": "# 快取\n\n留著 cache。\n",
        ])
    }

    @Test(
        "by its name, its path, or the end or more of its path, in any case",
        arguments: [
            "18_stream_operations.md", "backend/18_stream_operations.md", "./backend/18_stream_operations.md",
            "/home/me/notes/backend/18_stream_operations.md", "backend/18_stream_operations", "18_STREAM_operations.MD",
            "../backend/18_stream_operations.md:3", "18_stream_operations.md:3:1", "\"18_stream_operations.md\"",
        ])
    func file(_ query: String) throws {
        let answer = try notes.search(query)
        let hit = try #require(answer.hits.first)
        #expect(hit.path == "backend/18_stream_operations.md" && hit.match == .exact)
        #expect(answer.changes.isEmpty)
    }

    @Test("before those that speak of it, which are found too")
    func mentioned() throws {
        #expect(
            try notes.paths("18_stream_operations.md") == ["backend/18_stream_operations.md", "backend/19_other.md"])
        #expect(try Set(notes.paths("readme.md").prefix(2)) == ["a/README.md", "b/README.md"])
        #expect(try notes.paths("readme.md").last == "readers.md")
    }

    @Test("in the folder that is named, although another language comes first elsewhere")
    func folder() throws {
        #expect(try notes.search("b/README.md").hits.first?.path == "b/README.md")
        #expect(try notes.search("en/cache.md").hits.first?.path == "en/cache.md")
        #expect(try notes.search("zh/cache.md").hits.first?.path == "zh/cache.md")
        #expect(try Set(notes.paths("cache.md").prefix(2)) == ["en/cache.md", "zh/cache.md"])
    }

    @Test("within the filters")
    func filters() throws {
        #expect(try notes.paths("README.md path:b") == ["b/README.md"])
        #expect(try notes.search("in:title README.md").hits.allSatisfy { $0.path != "readers.md" })
    }

    @Test(
        "and what names none is looked for as any words",
        arguments: ["nowhere.md", "c/README.md", ".md", "/", "a//b", ":12", "x/:3:", "md"])
    func nothing(_ query: String) throws {
        #expect(try notes.search(query).hits.allSatisfy { !$0.path.hasSuffix("18_stream_operations.md") })
    }
}
