import HTTPTypes
import Testing

@Suite("Headers", .serialized)
struct HeaderTests {
    @Test(
        "every answer forbids inline script, framing and guessing of types",
        arguments: ["/", "/notes/20_queue_operations", "/nope", "/api/v1/notes", "/static/kb.css", "/healthz"])
    func security(path: String) async throws {
        let response = try await TestSite().get(path)
        let policy = try #require(response.headers[.contentSecurityPolicy])
        #expect(policy.contains("default-src 'none'"))
        #expect(policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe"))
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
        for name in [
            "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
        ] {
            #expect(response.headers[try #require(HTTPField.Name(name))] != nil)
        }
    }

    @Test(
        "no page holds script, style or handlers of its own",
        arguments: ["/", "/notes/20_queue_operations", "/search?q=a"])
    func inline(path: String) async throws {
        let page = try await TestSite().text(path)
        #expect(!page.contains("<style"))
        #expect(!page.contains(" style=\""))
        #expect(!page.contains("<script>"))
        #expect(!page.contains("http://") && !page.contains("https://"))
    }

    @Test(
        "other methods are refused with the ones that are allowed", arguments: [HTTPRequest.Method.put, .delete, .post])
    func methods(method: HTTPRequest.Method) async throws {
        let response = try await TestSite().get("/notes/20_queue_operations", method: method)
        #expect(response.status == .methodNotAllowed)
        #expect(response.headers[.allow] == "GET, HEAD")
    }

    @Test("an address that is too long is answered")
    func longAddress() async throws {
        let response = try await TestSite().get("/search?q=" + String(repeating: "a", count: 5000))
        #expect(response.status == .uriTooLong)
        #expect(response.text.contains("The address is too long"))
    }
}
