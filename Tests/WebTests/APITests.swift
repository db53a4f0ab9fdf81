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
            ("/api/v1/series", "Name"), ("/api/v1/tags", "Name"),
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

    @Test("a search answers with pages to open")
    func search() async throws {
        let hit = try #require(try await Self.results(TestSite(), "/api/v1/search?q=backlog&limit=1").first)
        #expect(hit["note"] as? String == "20_queue_operations")
        #expect((hit["href"] as? String)?.hasPrefix("/notes/20_queue_operations") == true)
    }

    @Test(
        "what is wrong with a request is said in JSON",
        arguments: [
            ("/api/v1/search?q=a&limit=0", 400), ("/api/v1/search?q=a&limit=many", 400), ("/api/v1/notes/nobody", 404),
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
