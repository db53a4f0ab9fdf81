import KnowledgeBase
import Notes
import Testing

@Suite("A part of a note that is not there")
struct MissingSectionTests {
    @Test(
        "is told with those that are, the upper ones",
        arguments: [
            ("# A\n## B\n### C\n", ["A", "B"]), ("### C\n#### D\n", ["C"]), ("text\n### C\n#### D\n", ["C"]),
            ("text\n", ["n"]), ("", []),
        ])
    func known(text: String, known: [String]) {
        #expect {
            try ChosenSections(named: "zebra", in: Note(path: "n.md", text: text))
        } throws: { error in
            guard case KnowledgeBaseError.noSuchSection(_, "zebra", let told) = error else { return false }
            return told == known
        }
    }
}
