import Foundation
import Testing

@testable import Web

@Suite("A site of plain files")
struct ExportTests {
    private static func files() throws -> [String: String] {
        var files: [String: String] = [:]
        let site = try TestSite()
        try site.server.export { path, bytes in files[path] = String(decoding: bytes, as: UTF8.self) }
        // The folder goes with the site.
        withExtendedLifetime(site) {}
        return files
    }

    @Test("holds every page in both languages, what pages load, and an index to search in")
    func whole() throws {
        let files = try Self.files()
        for path in ["index.html", "search.html", "notes/20_queue_operations.html", "notes/east/index.md.html"] {
            #expect(files[path] != nil, "\(path)")
            #expect(files["zh-Hant/" + path]?.contains("<html lang=\"zh-Hant\"") == true, "\(path)")
        }
        #expect(files["search-index.js"]?.contains("積壓增加") == true)
        #expect(files["search-index.js"]?.contains("\"tags\":[\"queue\",\"operations\"]") == true)
        #expect(files["search.html"]?.contains("tag:kafka") == true)
        #expect(files["search.html"]?.contains("due:30d") == false)
        #expect(files.keys.contains { $0.hasPrefix("static/kb.") && $0.hasSuffix(".css") })
    }

    @Test("every link of it leads to a file of it, and none to a server")
    func links() throws {
        let files = try Self.files()
        var count = 0
        for (path, text) in files where path.hasSuffix(".html") {
            for match in text.matches(of: /<[a-z]+ [^>]*?(?:href|src|action)="([^"#?]+)/) {
                let link = FormFields.decoded(match.output.1, plusIsSpace: false)
                guard !link.contains("://"), !link.hasPrefix("mailto:") else { continue }
                #expect(!link.hasPrefix("/"), "\(path): \(link)")
                let base = URL(fileURLWithPath: "/" + path).deletingLastPathComponent()
                let target = base.appendingPathComponent(link).standardizedFileURL.path.dropFirst()
                #expect(files[String(target)] != nil, "\(path): \(link)")
                count += 1
            }
        }
        #expect(count > 200)
    }

    @Test("every page of it says what it may load, before it loads anything")
    func policy() throws {
        let pages = try Self.files().filter { $0.key.hasSuffix(".html") }
        #expect(pages.count > 20)
        for (path, text) in pages {
            let head = try #require(text.firstRange(of: "<head>\n"), "\(path)").upperBound
            #expect(
                text[head...].hasPrefix(
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' file:;"
                ),
                "\(path)")
        }
    }

    @Test("a tag leads to its page however a note writes it")
    func spellings() throws {
        let site = try TestSite([
            "a.md": "---\ntags: [維運]\n---\n# A\n", "b.md": "---\ntags: [維運]\n---\n# B\n",
            "c.md": "---\ntags: [维运]\n---\n# C\n",
        ])
        var files: [String: String] = [:]
        try site.server.export { path, bytes in files[path] = String(decoding: bytes, as: UTF8.self) }
        withExtendedLifetime(site) {}
        let list = try #require(files["tags/維運.html"])
        #expect(["a", "b", "c"].allSatisfy { list.contains("href=\"../notes/\($0).html\"") })
        #expect(files["tags/维运.html"] == nil)
        let tag = try #require(files["notes/c.html"]?.firstMatch(of: /<a href="([^"]+)"><span[^>]*>维运</))
        #expect(tag.output.1 == "../tags/%E7%B6%AD%E9%81%8B.html")
    }

    @Test(
        "names are safe whatever a note or a tag is called",
        arguments: [
            "/tags/..", "/tags/a%2F..%2Fb", "/notes/.git", "/tags/%00x",
            "/tags/" + String(repeating: "%E6%A8%99", count: 300),
        ])
    func names(address: String) {
        let file = ExportedAddress.file(ofPage: address)
        #expect(file.split(separator: "/").count == 2)
        #expect(!file.contains("/.") && !file.contains("\0"))
        #expect(file.split(separator: "/").allSatisfy { $0.utf8.count <= 255 })
    }
}
