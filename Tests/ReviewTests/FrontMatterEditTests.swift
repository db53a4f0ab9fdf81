import Notes
import Review
import Testing

@Suite("Write-back of the two values")
struct FrontMatterEditTests {
    private let edit = FrontMatterEdit(interval: 30, nextReview: CalendarDate(daysSinceEpoch: 20_600))

    private func result(_ file: String) throws -> String {
        String(decoding: try edit.applied(to: Array(file.utf8)), as: UTF8.self)
    }

    private func refusal(_ file: String) -> FrontMatterEditError? {
        do throws(FrontMatterEditError) {
            _ = try edit.applied(to: Array(file.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "the value changes in its dress, and nothing else does",
        arguments: [
            ("next_review: 2026-03-03 # due", "next_review: 2026-05-27 # due"),
            ("next_review:   '2026-03-03'", "next_review:   '2026-05-27'"),
            ("\"next_review\" : \"2026-03-03\"", "\"next_review\" : \"2026-05-27\""),
            ("next_review:\t2026-03-03", "next_review:\t2026-05-27"),
            ("next_review:", "next_review: 2026-05-27"),
            ("next_review: # to do", "next_review: 2026-05-27 # to do"),
            ("next_review: ~", "next_review: 2026-05-27"),
            ("next_review:\n  2026-03-03", "next_review:\n  2026-05-27"),
            ("next_review: &due !!str 2026-03-03", "next_review: &due !!str 2026-05-27"),
            ("next_review: &due", "next_review: &due 2026-05-27"),
            ("next_review: next week\n  or so", "next_review: 2026-05-27"),
            ("next_review: \"a\\\n  b\"", "next_review: \"2026-05-27\""),
            ("? next_review\n: 2026-03-03", "? next_review\n: 2026-05-27"),
            ("? next_review", "? next_review\n: 2026-05-27"),
            ("next_review: |- # text\n  2026-03-03\nowner: me", "next_review: 2026-05-27 # text\nowner: me"),
            ("&k next_review: 2026-03-03\nx: *k", "&k next_review: 2026-05-27\nx: *k"),
            ("d: &d 2026-01-01\nnext_review: *d", "d: &d 2026-01-01\nnext_review: 2026-05-27"),
            ("next_review: &d 2026-01-01\ne: &d x\nf: *d", "next_review: &d 2026-05-27\ne: &d x\nf: *d"),
        ])
    func values(before: String, after: String) throws {
        let rest = "\nreview_interval_days: 30\n---\nbody"
        #expect(try result("---\n" + before + rest) == "---\n" + after + rest)
    }

    @Test(
        "a missing field is added in place",
        arguments: [
            ("a: 1\nreview_interval_days: 30 # c\n\nb: 2\n", "a: 1\nreview_interval_days: 30 # c\n+\n\nb: 2\n"),
            ("review_interval_days:\n  30\nb: 2\n", "review_interval_days:\n  30\n+\nb: 2\n"),
            ("  review_interval_days: 30\n", "  review_interval_days: 30\n  +\n"),
            ("{review_interval_days: 30, b: 2}\n", "{review_interval_days: 30, +, b: 2}\n"),
            ("{\"review_interval_days\":30}\n", "{\"review_interval_days\":30, \"next_review\": \"2026-05-27\"}\n"),
        ])
    func missing(before: String, after: String) throws {
        let wanted = after.replacing("+", with: "next_review: 2026-05-27")
        #expect(try result("---\n" + before + "---\n") == "---\n" + wanted + "---\n")
    }

    @Test(
        "two missing fields come last, interval first",
        arguments: [
            ("", "review_interval_days: 30\nnext_review: 2026-05-27\n"),
            ("# c\n", "# c\nreview_interval_days: 30\nnext_review: 2026-05-27\n"),
            ("a: |+\n  x\n\n", "a: |+\n  x\n\nreview_interval_days: 30\nnext_review: 2026-05-27\n"),
            ("{}\n", "{review_interval_days: 30, next_review: 2026-05-27}\n"),
            ("{a: [1, 2], }\n", "{a: [1, 2], review_interval_days: 30, next_review: 2026-05-27, }\n"),
            ("{a}\n", "{a, review_interval_days: 30, next_review: 2026-05-27}\n"),
            ("- next_review: x\n", nil),
        ] as [(String, String?)])
    func bothMissing(before: String, after: String?) {
        #expect((try? result("---\n" + before + "---\n")) == after.map { "---\n" + $0 + "---\n" })
    }

    @Test("BOM, CRLF, spaces after the markers and the missing last newline stay")
    func edges() throws {
        #expect(
            try result("\u{FEFF}--- \r\nnext_review: x\r\n...\t\r\nno end")
                == "\u{FEFF}--- \r\nnext_review: 2026-05-27\r\nreview_interval_days: 30\r\n...\t\r\nno end")
        #expect(try result("---\r---") == "---\rreview_interval_days: 30\rnext_review: 2026-05-27\r---")
    }

    @Test("without front matter, or with one never closed, the note is refused")
    func noFrontMatter() {
        for file in ["", "# Title\n", "---", " ---\na: 1\n---\n", "----\na: 1\n----\n", "\n---\na: 1\n---\n"] {
            #expect(refusal(file) == .noFrontMatter, "\(file.debugDescription)")
        }
        // Text between two thematic breaks is none either.
        for end in ["\n", "\r\n"] {
            let file = ["---", "", "An introduction.", "", "---", "", "# Title", ""].joined(separator: end)
            #expect(refusal(file) == .noFrontMatter)
        }
        #expect(refusal("---\na: 1\n") == .notClosed)
    }

    @Test("what cannot be edited safely is refused, with line and next step")
    func refusals() {
        let cases: [(String, FrontMatterEditError)] = [
            ("a: 1\nnext_review: [2026-03-03]\n", .valueIsCollection(key: "next_review", line: 3)),
            ("next_review: &d 2026-03-03\nb: [*d]\n", .anchorInUse(key: "next_review", anchor: "d", line: 2)),
            ("next_review: !!null ~\n", .tagForbids(key: "next_review", tag: "!!null", line: 2)),
            (
                "review_interval_days: !!timestamp 1\n",
                .tagForbids(key: "review_interval_days", tag: "!!timestamp", line: 2)
            ),
            ("- a\n", .notAMapping(line: 2)),
            (
                "next_review: 1\n\"next_review\": 2\n",
                .invalidYAML(
                    line: 3, column: 1, problem: Sentence("yaml.twice", "the key '%1' stands here twice", "next_review")
                )
            ),
        ]
        for (yaml, error) in cases {
            #expect(refusal("---\n" + yaml + "---\n") == error)
            #expect(error.description.contains("line "))
        }
    }

    @Test(
        "what is no YAML is refused",
        arguments: [
            "a: [1, 2\n", "a: \"x\n", "a:\n\tb: 1\n", "a: b: c\n", "a: *nowhere\n", "a: !x!y z\n", "%YAML 1.1\n",
            "--- # second\na: 1\n", "a: \"\\q\"\n", "a: {b: 1]\n", "a: 'x' y\n", "a: @x\n", "a: \u{01}\n",
            "- a\nb: 1\n",
            "a: &x &y 1\n", "a: >\n    x\n  y\nb: 1\n: z\n", "a: - b\n", "{a: 1}}\n", "a: \"\\ud800\"\n", "a: |x\n",
        ])
    func invalid(yaml: String) {
        guard case .invalidYAML = refusal("---\n" + yaml + "next_review: 2026-01-01\n---\n") else {
            Issue.record("not refused as YAML: \(yaml.debugDescription)")
            return
        }
    }

    @Test("keys that differ only in Unicode normalisation are two keys")
    func normalisation() throws {
        let file = "---\ncaf\u{E9}: 1\ncafe\u{301}: 2\nnext_review: x\nreview_interval_days: 30\n---\n"
        #expect(try Array(result(file).utf8) == Array(file.replacing(": x", with: ": 2026-05-27").utf8))
    }

    @Test("floods are refused without exhausting the stack")
    func floods() {
        for flood in [
            String(repeating: "[", count: 200_000), String(repeating: "- ", count: 200_000),
            String(repeating: "{a: ", count: 100_000), String(repeating: "? ", count: 100_000),
            String(repeating: "&a ", count: 100_000), String(repeating: "\"", count: 200_001),
            (0..<20_000).map { "k\($0): &a\($0) [*a\(max(0, $0 - 1))]\n" }.joined(),
        ] {
            #expect(refusal("---\n\(flood)\n---\n") != nil)
        }
    }

    @Test("a wide front matter and a large body are edited")
    func large() throws {
        let fields = (0..<20_000).map { "key\($0): [a, {b: c}]\n" }.joined()
        let body = String(repeating: "next_review: 2020-01-01\n---\n", count: 50_000)
        let before = "---\n" + fields + "next_review: 2026-01-01\nreview_interval_days: 30\n---\n"
        let after = "---\n" + fields + "next_review: 2026-05-27\nreview_interval_days: 30\n---\n"
        #expect(try edit.applied(to: Array((before + body).utf8)) == Array((after + body).utf8))
    }

    @Test("a front matter of more than 1 MB is refused")
    func tooLarge() {
        #expect(refusal("---\n" + String(repeating: "# nothing\n", count: 110_000) + "---\n") == .tooLarge)
    }

    @Test("a date that no front matter can hold is refused")
    func dateOutOfRange() {
        let edit = FrontMatterEdit(interval: 1, nextReview: CalendarDate(daysSinceEpoch: 4_000_000))
        #expect(throws: FrontMatterEditError.dateOutOfRange) { try edit.applied(to: Array("---\n---\n".utf8)) }
    }
}
