import Fixtures
import HTTPTypes
import Testing

@testable import Web

@Suite(
    "A disk without room for the index",
    .enabled(if: FullDisk.isPossible, "needs the right to mount a small tmpfs"))
struct FullDiskTests {
    private static let notice = "The disk is full"
    /// More than there is room for in files that the index has already.
    private static let words = (0..<60_000).map { "w\($0 &* 7919)" }.joined(separator: " ")

    @Test("hides no page: it says what its file says, and that lists may be old, until there is room again")
    func outdated() async throws {
        let disk = try FullDisk(pages: 2048)
        let site = try TestSite(database: disk.folder + "/index.sqlite")
        #expect(try await !site.text("/notes/east/index").contains(Self.notice))
        try disk.fill(leaving: 0)
        try site.write("# East\n\nzebra\n\n\(Self.words)\n", to: "east/index.md")

        let page = try await site.text("/notes/east/index")
        #expect(page.contains("zebra") && page.contains(Self.notice))
        #expect(try await site.text("/").contains(Self.notice))
        let found = try await site.get("/api/v1/search?q=backlog")
        #expect(found.status == .ok && found.text.contains("20_queue_operations"))
        #expect(found.headers[try #require(HTTPField.Name("Warning"))]?.hasPrefix("110 ") == true)

        try disk.fill(leaving: 1900)
        #expect(try await !site.text("/notes/east/index").contains(Self.notice))
        #expect(try await site.text("/search?q=zebra").contains("/notes/east/index"))
    }

    @Test("is told of where there is no index yet")
    func none() async throws {
        let disk = try FullDisk(pages: 2048)
        let site = try TestSite(database: disk.folder + "/index.sqlite")
        try site.write(Self.words, to: "words.md")
        try disk.fill(leaving: 0)
        let page = try await site.get("/")
        #expect(page.status.code == 507)
        #expect(page.text.contains("the disk is full. Make room there"))
    }
}
