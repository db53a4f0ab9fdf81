import Catalogue
import KnowledgeBase
import Notes
import Review
import Testing

@Suite("Why a review is not recorded, or not counted,")
struct ReviewSentenceTests {
    private let edit = FrontMatterEdit(interval: 30, nextReview: CalendarDate(daysSinceEpoch: 20_600))
    private let chinese = ReviewSentences { Catalogue.chinese.text($0, $1) }

    @Test(
        "is told in Chinese to the last clause, also where the parser says it",
        arguments: [
            "a: [1, 2\n", "a: {b: 1]\n", "a: \"x\n", "a:\n\tb: 1\n", "a: b: c\n", "a: *nowhere\n", "a: !x!y z\n",
            "%YAML 1.1\n", "--- # second\na: 1\n", "a: \"\\q\"\n", "a: 'x' y\n", "a: @x\n", "a: \u{01}\n", "a: |x\n",
            "a: 1\na: 2\n", "{a: 1}}\n", "- a\nb: 1\n",
        ])
    func refused(yaml: String) {
        do throws(FrontMatterEditError) {
            _ = try edit.applied(to: Array(("---\n" + yaml + "---\n").utf8))
            Issue.record("not refused")
        } catch {
            let told = chinese.sentence(.frontMatter(path: "甲.md", error))
            #expect(told.hasHan)
            #expect(!told.contains(#/[a-z']+ [a-z']+ [a-z']+|yaml\./#), "\(told)")
        }
    }

    @Test(
        "and so is what cannot be read in a log",
        arguments: [
            "{", "{}", #"{"id":"a","note":"n","who":"w","time":"now"}"#,
            #"{"id":"a","note":"n","who":"w","time":"2026-03-03T09:00:00Z","day":"2026-3-3"}"#,
            #"{"id":"a","note":"n","who":"w","time":"2026-03-03T09:00:00Z","day":"2026-03-03","kind":"dream"}"#,
            #"{"id":"a","note":"n","who":"w","time":"2026-03-03T09:00:00Z","day":"2026-03-03","kind":"snooze"}"#,
        ])
    func unreadable(line: String) {
        for end in ["", "\n"] {
            let problems = ReviewLog(files: [(name: "a.jsonl", bytes: Array((line + end).utf8))]).problems
            #expect(problems.count == 1)
            for problem in problems {
                let told = Catalogue.chinese(problem.sentences)
                #expect(told.hasPrefix("a.jsonl:1：") && told.hasSuffix("。"))
                #expect(!told.contains(#/[a-z']+ [a-z']+ [a-z']+|review\./#), "\(told)")
            }
        }
    }
}
