import Detection
import KnowledgeBase
import Notes
import Testing

@Suite("The parameters of a note")
struct NoteParametersTests {
    private func parameters(_ front: String, _ commands: String = "") -> [String] {
        let text = """
            ---
            title: T
            \(front)
            ---
            ## Symptoms
            | # | Symptom |
            |---|---|
            | S1 | It |

            ## Detection commands
            ### S1
            ```bash
            \(commands)
            ```
            """
        return Note(path: "a.md", text: text).parameters
            .map { "\($0.name)=\($0.sample)" + ($0.pattern.map { " \($0)" } ?? "") }
    }

    @Test("those declared are a name and a sample, or a mapping with default and pattern")
    func declared() {
        #expect(parameters("params:\n  redis: localhost:6379") == ["redis=localhost:6379"])
        #expect(
            parameters("params:\n  queue:\n    default: my-queue\n    pattern: '[a-z-]+'") == ["queue=my-queue [a-z-]+"]
        )
    }

    @Test("one whose pattern can't be used takes no value at all")
    func brokenPattern() {
        #expect(parameters("params:\n  queue:\n    default: my-queue\n    pattern: '('") == [])
    }

    @Test("a sample longer than any value stays text")
    func longSample() {
        let long = "my-" + String(repeating: "x", count: 300)
        #expect(parameters("params:\n  queue: \(long)\n  key: my-key") == ["key=my-key"])
        #expect(parameters("params:\n  queue:\n    default: \(long)") == [])
        #expect(parameters("a: b", "get \(long) my-key") == ["key=my-key"])
    }

    @Test("without a declaration they are inferred from the commands")
    func inferred() {
        let found = parameters("a: b", "redis-cli -u localhost:6379 get my-key")
        #expect(found == ["address=localhost:6379", "key=my-key"])
    }
}
