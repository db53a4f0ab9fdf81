import HTTPTypes
import Testing

@Suite("Caching", .serialized)
struct CachingTests {
    @Test("a page that did not change is not sent again; after an edit it is")
    func edit() async throws {
        let site = try TestSite()
        let path = "/notes/19_queue_deep_dive"
        let first = try await site.get(path)
        let tag = try #require(first.headers[.eTag])
        let second = try await site.get(path, headers: [.ifNoneMatch: tag])
        #expect(second.status == .notModified)
        #expect(second.body.isEmpty)
        try site.write("# Queue Deep Dive\n\nRewritten by hand.\n", to: "19_queue_deep_dive.md")
        let third = try await site.get(path, headers: [.ifNoneMatch: tag])
        #expect(third.status == .ok)
        #expect(third.text.contains("Rewritten by hand."))
        #expect(third.headers[.eTag] != tag)
    }

    @Test("an edit of another note leaves the tag of a page as it is")
    func otherEdit() async throws {
        let site = try TestSite()
        let tag = try await site.get("/notes/east/index").headers[.eTag]
        try site.write("# West\n\nMoved.\n", to: "west/index.md")
        #expect(try await site.get("/notes/east/index").headers[.eTag] == tag)
    }

    @Test("new, removed and moved notes are right with the next request")
    func folder() async throws {
        let site = try TestSite()
        #expect(try await site.get("/notes/later").status == .notFound)
        try site.write("# Later\n", to: "new/deep/later.md")
        #expect(try await site.get("/notes/later").status == .ok)
        try site.write("# Later, again\n", to: "new/deep/later.md")
        #expect(try await site.text("/notes/later").contains("Later, again"))
        try site.remove("new/deep/later.md")
        #expect(try await site.get("/notes/later").status == .notFound)
    }

    @Test("both languages have tags of their own, and caches are told so")
    func languages() async throws {
        let site = try TestSite()
        let english = try await site.get("/", headers: [.acceptLanguage: "en"])
        let chinese = try await site.get("/", headers: [.acceptLanguage: "zh-TW"])
        #expect(english.headers[.eTag] != chinese.headers[.eTag])
        #expect(english.headers[.vary]?.contains("Accept-Language") == true)
        #expect(english.headers[.cacheControl] == "private, no-cache")
    }

    @Test("a browser that takes gzip gets it")
    func compression() async throws {
        let site = try TestSite()
        let plain = try await site.get("/")
        let packed = try await site.get("/", headers: [.acceptEncoding: "br, gzip"])
        #expect(packed.headers[.contentEncoding] == "gzip")
        #expect(packed.body.count < plain.body.count / 2)
        #expect(Array(packed.body.prefix(2)) == [0x1F, 0x8B])
        #expect(try await site.get("/", headers: [.acceptEncoding: "gzip;q=0"]).headers[.contentEncoding] == nil)
    }

    @Test("a static file is kept for ever under the name with its hash")
    func statics() async throws {
        let site = try TestSite()
        let page = try await site.text("/")
        let address = try #require(NotePageTests.values(of: "href", in: page).first { $0.hasPrefix("/static/kb.") })
        let hashed = try await site.get(address)
        #expect(hashed.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(try await site.get("/static/kb.css").headers[.cacheControl] == "no-cache")
        for path in ["/static/../Package.swift", "/static/%2e%2e/Package.swift", "/static/nothing.css", "/static/"] {
            #expect(try await site.get(path).status == .notFound)
        }
    }
}
