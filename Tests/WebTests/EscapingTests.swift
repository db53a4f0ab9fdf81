import Foundation
import HTTPTypes
import Testing

@Suite("Text from strangers stays text", .serialized)
struct EscapingTests {
    static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
        "{{title}} {{{html}}}",
        "</title><svg/onload=alert(1)>", "javascript:alert(1)",
        // A sign or an accent that makes one character with the mark beside it.
        "\u{600}<img src=x onerror=alert(1) \u{600}>", "x\"\u{301} onmouseover=\"\u{301}alert(1)",
    ]

    /// What no page of ours may hold: a tag or a handler that came from a note or a query.
    static func isSafe(_ page: String) -> Bool {
        // As a browser reads it, to which no mark is one with what stands beside it.
        let page = String(String.UnicodeScalarView(page.unicodeScalars.filter(\.isASCII)))
        var rest = page[...]
        while let range = rest.firstRange(of: "<script") {
            let after = rest[range.upperBound...]
            guard after.hasPrefix(" src=\"/static/") else { return false }
            rest = after
        }
        let lower = page.lowercased()
        return !["<img src=x", "<svg/", "onerror=alert", "<iframe", "href=\"javascript:", " onmouseover="]
            .contains {
                lower.contains($0)
            } || Self.onlyEscaped(lower)
    }

    /// Attributes of a tag hold no handler: every `on…=` stands outside tags.
    private static func onlyEscaped(_ page: String) -> Bool {
        var isInTag = false
        var quote: Character?
        var tag = ""
        for character in page {
            if !isInTag {
                if character == "<" { (isInTag, tag) = (true, "") }
            } else if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == ">" {
                isInTag = false
                if tag.contains(" on") || tag.hasPrefix("img src=x") || tag.hasPrefix("iframe") || tag.hasPrefix("svg/")
                {
                    return false
                }
            } else {
                tag.append(character)
            }
        }
        return !page.contains("href=\"javascript:")
    }

    @Test("in a query", arguments: hostile)
    func query(text: String) async throws {
        let encoded = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let response = try await TestSite().get("/search?q=\(encoded)")
        #expect(response.status == .ok)
        #expect(Self.isSafe(response.text))
        let missing = try await TestSite().get("/notes/\(encoded)")
        #expect(missing.status == .notFound)
        #expect(Self.isSafe(missing.text))
    }

    @Test("in title, heading, symptom, tag, series, code and file name", arguments: hostile)
    func note(text: String) async throws {
        let quoted = text.replacing("'", with: "''")
        let cell = text.replacing("|", with: "")
        let source = """
            ---
            title: '\(quoted)'
            series: '\(quoted)'
            chapter: '\(quoted)'
            tags: ['\(quoted)']
            status: '\(quoted)'
            owner: '\(quoted)'
            ---

            # \(text)

            ## Symptoms

            | # | Symptom | Impact | Urgency |
            |---|---|---|---|
            | S1 | \(cell) | \(cell) | High |

            ## Detection Commands

            ### S1: \(text)

            ```bash"\(text)
            \(text)
            ```

            \(text) [[\(text)]] ![[\(text)]] [x](<\(text)>)

            """
        let name = text.replacing("/", with: "_")
        let site = try TestSite([name + ".md": source])
        let encoded = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        for path in ["/", "/notes/" + encoded, "/symptoms", "/series", "/tags", "/notes", "/search?q=S1"] {
            let response = try await site.get(path)
            #expect(response.status == .ok, "\(path)")
            #expect(Self.isSafe(response.text), "\(path)")
        }
    }

    static let payloads: [String] = {
        let file = TestSite.root + "/../shared/markdown/xss_payloads.json"
        guard let data = FileManager.default.contents(atPath: file) else { return [] }
        return (try? JSONDecoder().decode([String].self, from: data)) ?? []
    }()

    @Test("in 300 published attacks", .enabled(if: !payloads.isEmpty, "the shared data is not there"))
    func published() async throws {
        var notes: [String: String] = [:]
        for (number, payload) in Self.payloads.enumerated() {
            notes["note\(number).md"] = "# \(payload)\n\n\(payload)\n\n| a |\n|---|\n| \(payload) |\n"
        }
        let site = try TestSite(notes)
        for number in Self.payloads.indices {
            let page = try await site.text("/notes/note\(number)")
            #expect(Self.isSafe(page), "\(Self.payloads[number])")
        }
        #expect(Self.isSafe(try await site.text("/notes")))
    }
}
