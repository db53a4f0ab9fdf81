import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import Web

@Suite("The HTTP API", .serialized)
struct APITests {
    private static func object(_ site: TestSite, _ path: String) async throws -> [String: Any] {
        let response = try await site.get(path)
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "application/json; charset=utf-8")
        return try #require(try JSONSerialization.jsonObject(with: response.body) as? [String: Any])
    }

    private static func results(_ site: TestSite, _ path: String) async throws -> [[String: Any]] {
        try #require(try await object(site, path)["results"] as? [[String: Any]])
    }

    @Test("lists have the keys that the description names, and no others")
    func keys() async throws {
        let site = try TestSite()
        let description = try await Self.object(site, "/api/v1/openapi.json")
        let components = try #require(description["components"] as? [String: Any])
        let schemas = try #require(components["schemas"] as? [String: [String: Any]])
        for (path, schema) in [
            ("/api/v1/search?q=backlog", "Hit"), ("/api/v1/notes", "Note"), ("/api/v1/symptoms", "Symptom"),
            ("/api/v1/due?days=3650", "Due"), ("/api/v1/series", "Name"), ("/api/v1/tags", "Name"),
        ] {
            let rows = try await Self.results(site, path)
            let properties = try #require(schemas[schema]?["properties"] as? [String: Any])
            let row = try #require(rows.first, "\(path) has no rows")
            #expect(Set(row.keys) == Set(properties.keys), "\(path)")
        }
        let note = try #require(try await Self.results(site, "/api/v1/notes/20_queue_operations").first)
        let properties = [schemas["Note"], schemas["WholeNote"]].compactMap { $0?["properties"] as? [String: Any] }
        #expect(Set(note.keys) == Set(properties.flatMap(\.keys)))
    }

    @Test("the description has every route of the API")
    func routes() async throws {
        let site = try TestSite()
        let described = try #require(try await Self.object(site, "/api/v1/openapi.json")["paths"] as? [String: Any])
        let routes = WebServer.router(site.server.site, RunDesk(most: 0, metrics: site.server.site.metrics)).routes.map(
            \.path.description
        )
        .filter { $0.contains("/api/") }
        #expect(routes.count >= 7)
        #expect(Set(routes.map { $0.replacing("**", with: "{note}") }) == Set(described.keys))
    }

    @Test("what is due comes in the order of review, with the pages that review it; what is to come, by day")
    func due() async throws {
        func note(_ next: String, series: String = "backend") -> String {
            "---\ntitle: N\nseries: \(series)\ntags: [kafka]\nreview_interval_days: 10\nnext_review: \(next)\n---\n"
        }
        let notes = [
            "a.md": note("2026-02-28"), "b c.md": note("2026-02-20"), "d.md": note("2026-03-05"),
            "e.md": note("2026-03-03", series: "system"), "old.md": note("2026-01-01") + "# Old\n",
            "draft.md": note("2026-01-01").replacing("title", with: "status: draft\ntitle"),
        ]
        let site = try TestSite(notes) { $0.environment = ["KB_NOW": "2026-03-01T09:00:00Z", "TZ": "UTC"] }
        func due(_ query: String) async throws -> [String] {
            try await Self.results(site, "/api/v1/due" + query).compactMap { $0["href"] as? String }
        }
        let first = ["/review/notes/old", "/review/notes/b%20c", "/review/notes/a"]
        #expect(try await due("") == first)
        #expect(try await due("?days=4") == first + ["/review/notes/e", "/review/notes/d"])
        #expect(try await due("?days=4&series=system&tag=kafka") == ["/review/notes/e"])
        #expect(try await due("?tag=other") == [])
    }

    @Test("a search for the name of an alert says what it is about, with the keys of the description")
    func alert() async throws {
        let site = try TestSite()
        let description = try await Self.object(site, "/api/v1/openapi.json")
        let schemas = (description["components"] as? [String: Any])?["schemas"] as? [String: [String: Any]]
        let properties = try #require(schemas?["SoughtAlert"]?["properties"] as? [String: Any])
        let answer = try await Self.object(site, "/api/v1/search?q=QueueOperationsS1")
        let alert = try #require(answer["alert"] as? [String: Any])
        #expect(Set(alert.keys) == Set(properties.keys))
        #expect(alert["note"] as? String == "20_queue_operations" && alert["symptom"] as? String == "S1")
        #expect(try await Self.object(site, "/api/v1/search?q=backlog")["alert"] is NSNull)
    }

    @Test("a search answers with pages to open")
    func search() async throws {
        let hit = try #require(try await Self.results(TestSite(), "/api/v1/search?q=backlog&limit=1").first)
        #expect(hit["note"] as? String == "20_queue_operations")
        #expect((hit["href"] as? String)?.hasPrefix("/notes/20_queue_operations") == true)
    }

    @Test(
        "what is wrong with a request is said in JSON",
        arguments: [
            ("/api/v1/search?q=a&limit=0", 400), ("/api/v1/search?q=a&limit=many", 400), ("/api/v1/due?days=-1", 400),
            ("/api/v1/notes/nobody", 404),
            ("/api/v1/nothing", 404),
        ])
    func errors(path: String, status: Int) async throws {
        let response = try await TestSite().get(path)
        #expect(response.status.code == status)
        let object = try #require(try JSONSerialization.jsonObject(with: response.body) as? [String: [String: Any]])
        #expect(object["error"]?["status"] as? Int == status)
        #expect((object["error"]?["message"] as? String)?.isEmpty == false)
    }

    @Test(
        "any query is a valid one",
        arguments: ["S3:%20lag", "%22", "KIP-405", "don't", "-", "lag%20%3E%2010K", "%00", "%FF"])
    func anyQuery(query: String) async throws {
        let site = try TestSite()
        #expect(try await site.get("/api/v1/search?q=\(query)").status == .ok)
        #expect(try await site.get("/search?q=\(query)").status == .ok)
    }
}
