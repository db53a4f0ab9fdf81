import Fixtures
import Testing

@testable import Index

/// A query in short: terms, then filters.
private func read(_ text: String) -> String {
    let query = SearchQuery(text) { $0 == "team" }
    let terms = query.terms.map { term in
        (term.isExcluded ? "-" : "") + (term.scope.map { $0.rawValue + "=" } ?? "")
            + (term.isPhrase ? "\"\(term.text)\"" : term.text)
    }
    let filters = query.filters.map { ($0.isExcluded ? "-" : "") + "[\($0.key)|\($0.value)]" }
    return (terms + filters).joined(separator: " ; ")
}

@Suite("A query is read")
struct SearchQueryTests {
    @Test(
        "as words and phrases",
        arguments: [
            ("kafka lag", "kafka ; lag"), ("  kafka\tlag\n", "kafka ; lag"), ("kafka　lag", "kafka ; lag"),
            ("\"consumer lag\"", "\"consumer lag\""), ("“consumer lag” x", "\"consumer lag\" ; x"),
            ("「重複 副作用」", "\"重複 副作用\""), ("『維運』", "\"維運\""), ("\"unclosed phrase", "\"unclosed phrase\""),
            ("a \"b c\"d", "a ; \"b c\" ; d"), ("\"\"", "\"\""), ("", ""), ("   ", ""),
            ("max.poll.interval.ms", "max.poll.interval.ms"), ("don't", "don't"), ("lag > 10K", "lag ; > ; 10K"),
            ("KIP-405", "KIP-405"), ("a*b (c) OR NOT NEAR", "a*b ; (c) ; OR ; NOT ; NEAR"),
        ])
    func words(_ text: String, _ wanted: String) {
        if text == "\"\"" {
            #expect(SearchQuery(text).terms.allSatisfy { TermPattern($0.text) == nil })
        } else {
            #expect(read(text) == wanted)
        }
    }

    @Test(
        "with a quotation mark that has no second one: a phrase that may go on, and filters beside it",
        arguments: [
            ("\"consumer lag tag:kafka", "\"consumer lag\" ; [tags|kafka]"), ("\"a", "\"a\""),
            ("x \"a b tag:k c", "x ; \"a b c\" ; [tags|k]"), ("-\"a b tag:k", "-\"a b\" ; [tags|k]"),
            ("\"a b -tag:k", "\"a b\" ; -[tags|k]"), ("「重複 副作用 tag:k", "\"重複 副作用\" ; [tags|k]"),
            ("tag:\"two wo", "[tags|two wo]"), ("tag:\"two words series:x", "[tags|two words] ; [series|x]"),
            ("lag \"", "lag ; \""),
        ])
    func openQuotation(_ text: String, _ wanted: String) {
        #expect(read(text) == wanted)
        #expect(SearchQuery(text).terms.allSatisfy { $0.isOpen == $0.isPhrase })
    }

    @Test(
        "with a hyphen before what must not be there",
        arguments: [
            ("lag -redis", "lag ; -redis"), ("lag -\"rate limit\"", "lag ; -\"rate limit\""),
            ("lag -tag:x", "lag ; -[tags|x]"),
            ("lag -", "lag ; -"), ("lag --describe", "lag ; --describe"), ("lag - redis", "lag ; - ; redis"),
            ("-title:x lag", "-title=x ; lag"),
        ])
    func excluded(_ text: String, _ wanted: String) {
        #expect(read(text) == wanted)
    }

    @Test(
        "a query of excluded words only means the words themselves",
        arguments: [
            ("-redis", "redis"), ("-a -\"b c\"", "a ; \"b c\""), ("-tag:x", "-[tags|x]"), ("tag:x -a", "-a ; [tags|x]"),
        ])
    func excludedOnly(_ text: String, _ wanted: String) {
        #expect(read(text) == wanted)
    }

    @Test(
        "with filters",
        arguments: [
            ("tag:kafka", "[tags|kafka]"), ("TAG:Kafka", "[tags|Kafka]"), ("tags:kafka", "[tags|kafka]"),
            ("tag:\"two words\"", "[tags|two words]"), ("tag：佇列", "[tags|佇列]"), ("series:backend", "[series|backend]"),
            ("status:draft", "[status|draft]"), ("type:note", "[note_type|note]"), ("severity:high", "[urgency|high]"),
            ("urgency:critical", "[urgency|critical]"), ("symptom:S1", "[symptom|S1]"), ("lang:zh", "[lang|zh]"),
            ("path:host/", "[path|host/]"), ("id:x", "[id|x]"), ("has:promql", "[has|promql]"),
            ("due:..today", "[due|..today]"),
            ("updated:2w..", "[updated|2w..]"), ("created:2026-01-01..2026-02-01", "[created|2026-01-01..2026-02-01]"),
            ("link:x", "[link|x]"), ("owner:a", "[owner|a]"), ("chapter:18", "[chapter|18]"), ("level:x", "[level|x]"),
            ("domain:x category:y", "[domain|x] ; [category|y]"), ("team:core", "[team|core]"),
        ])
    func filters(_ text: String, _ wanted: String) {
        #expect(read(text) == wanted)
    }

    @Test(
        "with the place where words must stand",
        arguments: [
            ("in:title lag x", "title=lag ; title=x"), ("lag in:heading", "heading=lag"),
            ("in:code \"a b\"", "code=\"a b\""),
            ("title:lag x", "title=lag ; x"), ("code:df", "code=df"), ("heading:\"a b\"", "heading=\"a b\""),
            ("in:IN", "in:IN"),
            ("in:nowhere lag", "in:nowhere ; lag"),
        ])
    func scopes(_ text: String, _ wanted: String) {
        #expect(read(text) == wanted)
    }

    @Test(
        "an unknown word before a colon is text",
        arguments: [
            "S3:", "S3:lag", "foo:bar", "https://example.org/x", "10:30", "tag:", ":x", "::", "a::b",
            "kafka.server:type=X",
        ])
    func unknown(_ text: String) {
        #expect(read(text) == text)
    }

    @Test(
        "however long it is", arguments: ["a", "a ", "\"", "-", ":", "tag:", "(", "磁", "\u{301}", "tag:\"", "-\"a\" "])
    func long(_ piece: String) {
        let query = SearchQuery(String(repeating: piece, count: 200_000))
        #expect(query.terms.count + query.filters.count <= 1_000)
    }

    @Test("any random text is one", arguments: 0..<4)
    func random(seed: Int) {
        let pieces = [
            "a", "磁", " ", "\"", "“", "”", "「", "」", "-", ":", "：", "tag:", "in:", "title", "..", "\u{0}", "\u{301}",
            "👩‍💻", "\n", "\\", "'", "*", "(", ")",
        ]
        var random = SeededGenerator(seed: seed)
        for _ in 0..<(fuzzCount(8_000) / 4) {
            let text = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            let query = SearchQuery(text)
            #expect(query.terms.allSatisfy { !$0.text.isEmpty } && query.filters.allSatisfy { !$0.value.isEmpty })
        }
    }
}

@Suite("Words are compared with slips in them")
struct EditDistanceTests {
    @Test(
        "letters left out, added, changed or swapped count one each",
        arguments: [
            ("partition", "partition", 0), ("partition", "parttion", 1), ("partition", "partitiion", 1),
            ("partition", "portition", 1),
            ("partition", "partitoin", 1), ("partition", "aprtitoin", 2), ("lag", "log", 1), ("a", "", 1),
        ])
    func distances(_ one: String, _ other: String, _ wanted: Int) {
        var measure = EditDistance()
        #expect(measure.distance(Array(one.utf8), Array(other.utf8), limit: 2) == wanted)
        #expect(measure.distance(Array(other.utf8), Array(one.utf8), limit: 2) == wanted)
    }

    @Test("what is further than the limit is no slip")
    func beyond() {
        var measure = EditDistance()
        #expect(measure.distance(Array("partition".utf8), Array("replication".utf8), limit: 2) == nil)
        #expect(measure.distance(Array("abc".utf8), Array("abcdef".utf8), limit: 2) == nil)
        #expect(measure.distance([], [], limit: 0) == 0)
    }
}
