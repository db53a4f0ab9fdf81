import Fixtures
import Foundation
import Notes
import Testing

@Suite("Any text is a note")
struct AnyTextTests {
    private static let fragments = [
        "---\n", "---", "...", "title: ", "tags: [", "]", "{", "}", "&a ", "*a", "# ", "## ", "### ", "Symptoms / 症狀",
        "Detection Commands", "Causes & Resolutions", "\n", "\n\n", "\r\n", "\r",
        "| # | Symptom | Urgency |\n|---|---|---|\n",
        "| S1 | a | High |\n", "| S2 | b |\n", "S1", "S1–S2: ", "S3, S4", "```bash\n", "```\n", "# S1: x\n", "// S2\n",
        "[[", "]]",
        "|", "![[", "#", "[a](../", "b.md)", "- [ ] ", "- [x] ", "> ", "<b>", "<!--", "-->", " / ", "／", "/", "目的",
        "word",
        "\u{0}", "\u{FEFF}", "\u{2028}", "e\u{301}", "👩‍💻", "\t", "    ", ": ", "\"", "'", "{#x}", "~~~", "===\n", "%2e",
    ]

    private func check(_ note: Note, _ text: String) {
        let lines = text.utf8.count { $0 == 0x0A || $0 == 0x0D } + 1
        #expect(!note.title.full.isEmpty)
        let anchors = note.sections.flatMap(\.anchors)
        #expect(Set(anchors).count == anchors.count && !anchors.contains(""), "\(text.debugDescription)")
        #expect(
            note.sections.allSatisfy { 1 <= $0.line && $0.line <= $0.endLine && $0.endLine <= lines },
            "\(text.debugDescription)")
        #expect(note.sections.enumerated().allSatisfy { ($1.parent ?? -1) < $0 })
        #expect(
            note.findings.allSatisfy { $0.line >= 1 && $0.line <= lines + 1 && $0.column >= 1 },
            "\(text.debugDescription)")
        #expect(
            note.commands.allSatisfy {
                note.sections.indices.contains($0.section) && !$0.symptoms.isEmpty && $0.line <= lines
            })
        #expect(note.links.allSatisfy { note.sections.indices.contains($0.section) })
        #expect(note.checklist.allSatisfy { note.sections.indices.contains($0.section) })
        #expect(note.resolutions.allSatisfy { note.sections.indices.contains($0.section) })
        #expect(Set(note.symptoms.map(\.id)).count == note.symptoms.count)
    }

    @Test("random pieces of notes do no harm", arguments: 0..<20)
    func fragments(seed: Int) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                Self.fragments.randomElement(using: &random) ?? ""
            }.joined()
            check(Note.sample(text), text)
        }
    }

    @Test("random bytes do no harm", arguments: 0..<10)
    func bytes(seed: Int) {
        var random = SeededGenerator(seed: 1_000 + seed)
        for round in 0..<50 {
            var bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            if round.isMultiple(of: 2) { bytes = Array("---\n".utf8) + bytes.map { $0 % 128 } + Array("\n---\n".utf8) }
            let text = String(decoding: bytes, as: UTF8.self)
            check(Note.sample(text), text)
        }
    }

    @Test("a runbook cut off anywhere, or with one byte changed, is a note")
    func damaged() {
        var random = SeededGenerator(seed: 7)
        let bytes = Array(BrokerRunbook.text.utf8)
        for _ in 0..<150 {
            let end = Int.random(in: 0...bytes.count, using: &random)
            let cut = String(decoding: bytes[..<end], as: UTF8.self)
            check(Note.sample(cut), cut)
            var changed = bytes
            changed[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            let text = String(decoding: changed, as: UTF8.self)
            check(Note.sample(text), text)
        }
    }

    @Test("every file of the corpus is one", .enabled(if: SharedData.exists("corpus"), "../shared/corpus is missing"))
    func corpus() throws {
        let notes = try SharedData.notes(below: "corpus")
        #expect(notes.count > 1_000)
        for (path, text) in notes { check(Note(path: path, text: text), text) }
    }

    @Test(
        "every hard case is one",
        .enabled(if: SharedData.exists("markdown/pathological.json"), "../shared/markdown is missing"))
    func pathological() throws {
        let data = Data(try SharedData.text("markdown/pathological.json").utf8)
        for hard in try JSONDecoder().decode([HardNote].self, from: data) {
            let note = Note(path: "hard.md", text: hard.text)
            #expect(!note.title.full.isEmpty, "\(hard.name)")
            let anchors = note.sections.flatMap(\.anchors)
            #expect(Set(anchors).count == anchors.count, "\(hard.name)")
        }
    }
}

private struct HardNote: Decodable {
    struct Segment: Decodable {
        var text: String
        var `repeat`: Int
    }

    /// Enough to show quadratic time, and few enough for a build that is not optimised. `KB_FUZZ_COUNT` asks for a long
    /// run, in which they have their whole size.
    private static let usualSize = 400_000

    var name: String
    var segments: [Segment]
    var bytes: Int

    var text: String {
        let isLongRun = ProcessInfo.processInfo.environment["KB_FUZZ_COUNT"] != nil
        let share = isLongRun ? 1 : min(1, Double(Self.usualSize) / Double(max(1, bytes)))
        return segments.map { segment in
            String(repeating: segment.text, count: segment.repeat == 1 ? 1 : Int(Double(segment.repeat) * share))
        }.joined()
    }
}
