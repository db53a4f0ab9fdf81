import Notes
import Testing

@Suite("Slugs are GitHub's")
struct SlugTests {
    @Test(
        "lower case, hyphens for spaces, no punctuation",
        arguments: [
            ("Detection Commands / 偵測指令", "detection-commands--偵測指令"),
            ("Purpose / 目的", "purpose--目的"),
            ("S1: Consumer Lag", "s1-consumer-lag"),
            ("S3–S4: Duplication / Hotspot", "s3s4-duplication--hotspot"),
            ("Common Causes & Resolutions", "common-causes--resolutions"),
            ("snake_case and kebab-case", "snake_case-and-kebab-case"),
            ("What's new?", "whats-new"),
            ("ÄÖÜ Straße", "äöü-straße"),
            ("`code` (v1.2)", "code-v12"),
            ("全形（括號）：冒號", "全形括號冒號"),
            ("🔥 Fire", "-fire"),
            ("???", ""),
            ("", ""),
            ("١٢٣ नमस्ते", "١٢٣-नमस्ते"),
        ])
    func slugs(_ heading: String, _ slug: String) {
        #expect(SlugRegister.slug(heading) == slug)
    }

    @Test("repeats are numbered, and a heading that has that number already keeps it")
    func repeats() {
        var register = SlugRegister()
        let anchors = ["A", "A", "A-1", "A", "a"].map { register.anchor(for: $0) }
        #expect(anchors == ["a", "a-1", "a-1-1", "a-2", "a-3"])
    }

    @Test("no anchor is empty")
    func empty() {
        var register = SlugRegister()
        let anchors = ["?!", "", "。"].map { register.anchor(for: $0) }
        #expect(anchors == ["section", "section-1", "section-2"])
        let claims = ["", "section", "other", "other"].map { register.claim($0) }
        #expect(claims == [false, false, true, false])
    }

    @Test("each half of a bilingual heading answers too, unless it is another heading's")
    func halves() {
        let note = Note.sample("# Detection / 偵測\n\n# Detection\n\n# 原因 / Causes\n")
        #expect(
            note.sections.map(\.anchors) == [["detection--偵測", "偵測"], ["detection"], ["原因--causes", "causes", "原因"]])
    }

    @Test("an anchor that is written is the first")
    func explicit() {
        let note = Note.sample("# Long heading {#short}\n\n# Other {#short}\n\n# Braces {x}\n")
        #expect(note.sections.map(\.anchors) == [["short", "long-heading"], ["other"], ["braces-x"]])
        #expect(note.sections.map(\.heading.full) == ["Long heading", "Other", "Braces {x}"])
    }

    @Test("a very long heading is read in one go", .timeLimit(.minutes(1)))
    func long() {
        #expect(SlugRegister.slug(String(repeating: "Lag 延遲", count: 200_000)).utf8.count == 200_000 * 10)
    }

    @Test("a hundred thousand equal headings have as many anchors")
    func floods() {
        let equal = Note.sample(String(repeating: "# 同 / Same\n", count: 100_000))
        #expect(Set(equal.sections.flatMap(\.anchors)).count >= 100_000)
        #expect(equal.sections.last?.anchors.first == "同--same-99999")
        let empty = Note.sample(String(repeating: "# ?\n", count: 20_000))
        #expect(empty.sections.last?.anchors == ["section-19999"])
        let numbered = (0..<20_000).map { "# a-\($0)\n# a\n" }.joined()
        let anchors = Note.sample(numbered).sections.flatMap(\.anchors)
        #expect(Set(anchors).count == anchors.count)
    }
}
