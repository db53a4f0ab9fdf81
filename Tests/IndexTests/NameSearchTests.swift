import Testing

@testable import Index

@Suite("Notes are found by what they are called")
struct NameSearchTests {
    /// Notes that hold a word far more often than the one that is called so.
    private func crowd(of word: String) -> [String: String] {
        let body = String(repeating: "The \(word) of a \(word) needs its \(word). ", count: 20)
        return Dictionary(
            uniqueKeysWithValues: (1...80).map { ("crowd\($0).md", "# \(word) manager \($0)\n\n\(body)\n") })
    }

    @Test("although many others hold the name more often", arguments: ["Cluster", "cluster", "CLUSTER"])
    func crowded(_ query: String) throws {
        let notes = try TemporaryNotes(
            crowd(of: "cluster").merging(["name.md": "# Cluster\n\nA group of nodes.\n"]) { $1 })
        #expect(try notes.search(query).hits.first?.path == "name.md")
        #expect(try notes.search("\(query) status:draft").hits.isEmpty)
        #expect(try notes.search("\(query) -nodes").hits.first?.path != "name.md")
    }

    @Test(
        "while the last word is being typed, from its first letter on",
        arguments: ["Rule", "Rule F", "Rule Fa", "Rule Failures", "Prometheus rule f", "rule (f"])
    func beginning(_ query: String) throws {
        let notes = try TemporaryNotes([
            "wanted.md": "# Prometheus Rule Failures\n\nRules fail.\n",
            "other.md": "# Public API\n\nEach rule has a field F of its own, and Prometheus reads it.\n",
            "third.md": "# Rules\n\nA rule of thumb. Prometheus has it too.\n",
        ])
        let hits = try notes.search(query).hits
        #expect(hits.contains { $0.path == "wanted.md" })
        if query.lowercased().hasSuffix("f") { #expect(hits.first?.path == "wanted.md") }
    }

    @Test(
        "before it is typed to its end, although many others hold its beginning more often",
        arguments: ["leas", "lease", "leaseh"])
    func begunInCrowd(_ query: String) throws {
        let notes = try TemporaryNotes(
            crowd(of: "lease").merging(["name.md": "# Leasehold\n\nA right.\n"]) { $1 })
        #expect(try notes.search(query).hits.first?.path == "name.md")
        #expect(try notes.search("\(query) status:draft").hits.isEmpty)
        #expect(try !notes.paths("\"\(query)\"").contains("name.md"))
    }

    @Test("and what begins like a path is none")
    func path() throws {
        let notes = try TemporaryNotes(
            crowd(of: "lease").merging(["lease/other.md": "# Zebra\n\nBy hand.\n"]) { $1 })
        #expect(try !notes.paths("/lease").contains("lease/other.md"))
    }

    @Test("with a slip too, although many others hold the name more often", arguments: ["clsuter", "clsuter lnik"])
    func slipInCrowd(_ query: String) throws {
        let notes = try TemporaryNotes(
            crowd(of: "cluster link").merging([
                "name.md": "# Cluster\n\nA group of nodes.\n", "names.md": "# Cluster Link\n\nBetween two.\n",
            ]) { $1 })
        let hit = try #require(try notes.search(query).hits.first)
        #expect(hit.path == (query.contains(" ") ? "names.md" : "name.md"))
        #expect(hit.match == .corrected)
    }

    @Test(
        "with slips in long identifiers, of which the notes hold one that is near",
        arguments: [
            ("ClusterMetricsCollectorForwardRemoteWriteErorr", "long.md"), ("RemtoeStorgaeWriteFialures", "three.md"),
        ])
    func slipsInIdentifiers(_ query: String, _ path: String) throws {
        let notes = try TemporaryNotes([
            "long.md": "# ClusterMetricsCollectorForwardRemoteWriteError\n\nIt fires.\n",
            "three.md": "# RemoteStorageWriteFailures\n\nIt fires too.\n",
            "near.md": "# Words\n\nerors reamtoe\n",
        ])
        let answer = try notes.search(query)
        #expect(answer.hits.map(\.path) == [path])
        #expect(answer.hits.first?.match == .corrected)
    }

    @Test(
        "identifiers as they are spelled before longer names with the same words",
        arguments: [
            ("storage_class", ["words.md", "field.md", "camel.md", "kebab.md"]),
            ("(storage_class)", ["words.md", "field.md", "camel.md", "kebab.md"]),
            // A hyphen joins words of a language too, so that a name with them stays before it.
            ("storage-class", ["words.md", "camel.md", "kebab.md", "field.md"]),
            ("storage class", ["words.md", "camel.md", "field.md", "kebab.md"]),
        ])
    func spelling(_ query: String, _ paths: [String]) throws {
        let notes = try TemporaryNotes([
            "field.md": "# Settings\n\nSet `storage_class` first.\n",
            "words.md": "# Storage Class\n\nA storage class has a name.\n",
            "camel.md": "# VMStorageClassWarning\n\nIt warns.\n",
            "kebab.md": "# Options\n\nPass --storage-class=fast to the tool.\n",
        ])
        #expect(try notes.search(query).hits.map(\.path) == paths)
    }

    @Test(
        "an identifier as it is spelled before a longer name that holds its words twice",
        arguments: ["size_limit", "size.limit"])
    func partOfName(_ query: String) throws {
        let notes = try TemporaryNotes([
            "longer.md": """
            # PrometheusBodySizeLimitHit

            The PrometheusBodySizeLimitHit alert looks at enforcedBodySizeLimit.
            """,
            "field.md": "# Settings\n\nSet the `\(query)` first, as everything else is said later.\n",
        ])
        #expect(try notes.paths(query) == ["field.md", "longer.md"])
    }

    /// Sections that hold a word, more than are looked at.
    private static let many = (1...30).map { note in
        (
            "a\(note).md",
            "# Note \(note)\n\n" + (1...50).map { "## Part \($0)\n\nA lease of it.\n\n" }.joined()
        )
    }

    @Test("also where more sections hold a word than can be looked at", arguments: ["lease", "leas", "renew lease"])
    func common(_ query: String) throws {
        let notes = try TemporaryNotes(Dictionary(uniqueKeysWithValues: Self.many))
        try notes.write("# Zebra\n\n## Renew a lease\n\nBy hand.\n", to: "z.md")
        try notes.update()
        #expect(try notes.search(query).hits.first?.path == "z.md")
        try notes.write("# Zebra\n\n## By hand\n\nNothing.\n", to: "z.md")
        try notes.update()
        #expect(try !notes.paths(query).contains("z.md"))
        try notes.checkIntegrity()
        try notes.write("# Lease\n\nNothing to renew.\n", to: "z.md")
        try notes.update()
        #expect(try notes.search(query).hits.first?.path == "z.md")
    }

    @Test("on every page, however many notes it holds", arguments: [(20, true), (334, false), (1000, false)])
    func large(_ limit: Int, _ isCut: Bool) throws {
        let notes = try TemporaryNotes(Dictionary(uniqueKeysWithValues: Self.many))
        try notes.write("# Zebra\n\n## Renew a lease\n\nBy hand.\n", to: "z.md")
        try notes.update()
        let answer = try notes.search("lease", limit: limit)
        #expect(answer.hits.first?.path == "z.md" && answer.isCut == isCut)
    }

    @Test("although one note holds an identifier in many sections", arguments: ["user.name", "load-balancer"])
    func oneNote(_ query: String) throws {
        let sections = (1...100).map { "## Part \($0)\n\nSet \(query) first.\n\n" }.joined()
        let apart = query.split { ".-".contains($0) }.joined(separator: " ")
        let notes = try TemporaryNotes(["a.md": "# Note\n\n" + sections, "b.md": "# Other\n\nThe \(apart) of it.\n"])
        #expect(try notes.paths(query) == ["a.md", "b.md"])
    }

    @Test("by a heading of two lines")
    func lines() throws {
        let notes = try TemporaryNotes(
            crowd(of: "lease").merging(["z.md": "# Zebra\n\n## Renew<br>a lease\n\nBy hand.\n"]) { $1 })
        #expect(try notes.search("renew a lease").hits.first?.path == "z.md")
        #expect(try notes.search("renew a lease").hits.first?.headings.last == "Renew a lease")
    }

    @Test(
        "of parallel ones first the one that is called so in the script that was typed, then the other language, last the other script",
        arguments: [
            ("风格指南", "style-guide.md", ["zh-cn", "en", "zh-tw"]), ("風格指南", "style-guide.md", ["zh-tw", "en", "zh-cn"]),
            ("网站可靠性工程", "sre.md", ["zh-cn", "zh-tw", "en"]),
        ])
    func parallelScripts(_ query: String, _ file: String, _ folders: [String]) throws {
        let notes = try TemporaryNotes([
            "en/style-guide.md": "# Style Guide\n\nHow to write.\n", "zh-cn/style-guide.md": "# 风格指南\n\n怎样写。\n",
            "zh-tw/style-guide.md": "# 風格指南\n\n怎樣寫。\n", "en/sre.md": "# Site Reliability Engineering\n\nA job.\n",
            "zh-cn/sre.md": "# 网站可靠性工程 SRE\n\n工作。\n", "zh-tw/sre.md": "# 網站可靠性工程\n\n工作。\n",
        ])
        #expect(try notes.paths(query) == folders.map { $0 + "/" + file })
    }

    @Test(
        "of parallel ones the Chinese first where English was typed, whether they hold the English words or not",
        arguments: [
            ("style guide", "style-guide.md"), ("site reliability engineering", "sre.md"),
        ])
    func parallelLanguages(_ query: String, _ file: String) throws {
        let notes = try TemporaryNotes([
            "en/style-guide.md": "# Style Guide\n\nHow to write.\n", "zh-cn/style-guide.md": "# 风格指南\n\n怎样写。\n",
            "zh-tw/style-guide.md": "# 風格指南\n\n怎樣寫。\n", "en/sre.md": "# Site Reliability Engineering\n\nA job.\n",
            "zh-cn/sre.md": "# 网站可靠性工程\n\n工作。\n", "zh-tw/sre.md": "# 網站可靠性工程\n\n工作。\n",
            "en/other.md": "# Other\n\nOf style guide and site reliability engineering.\n",
        ])
        let folders = ["zh-tw", "zh-cn", "en"]
        #expect(try notes.paths(query) == folders.map { $0 + "/" + file } + ["en/other.md"])
        #expect(try notes.search(query).hits.first?.match == (file == "sre.md" ? .expanded : .exact))
    }

    @Test("and from their beginning, unless a section is called so too")
    func head() throws {
        let notes = try TemporaryNotes([
            "redis.md": """
            # Redis operations

            What keeps the cache alive.

            ## Redis memory

            It grows.

            ## References

            - redis, redis and redis again: the redis manual of redis
            """
        ])
        let hit = try #require(try notes.search("redis").hits.first)
        #expect(hit.anchor == "redis-operations" && hit.line == 1)
        #expect(hit.snippet.text == "What keeps the cache alive.")
        #expect(try notes.search("redis operations").hits.map(\.anchor) == ["redis-operations"])
        #expect(try notes.search("redis memory").hits.map(\.anchor) == ["redis-memory"])
        #expect(try notes.search("redis manual").hits.map(\.anchor) == ["references"])
        #expect(try notes.search("in:heading redis").hits.map(\.anchor) != ["references"])
    }
}
