import Detection
import KnowledgeBase
import Notes
import Testing

@Suite("The parameters of a note")
struct NoteParametersTests {
    private func note(_ front: String, _ commands: String = "") -> Note {
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
        return Note(path: "a.md", text: text)
    }

    private func parameters(_ front: String, _ commands: String = "") -> [String] {
        note(front, commands).parameters
            .map { "\($0.name)=\($0.sample)" + ($0.pattern.map { " \($0)" } ?? "") }
    }

    @Test("those declared are a name and a sample, or a mapping with default and pattern")
    func declared() {
        #expect(parameters("params:\n  redis: localhost:6379") == ["redis=localhost:6379"])
        #expect(
            parameters("params:\n  queue:\n    default: my-queue\n    pattern: '[a-z-]+'") == ["queue=my-queue [a-z-]+"]
        )
    }

    @Test(
        "one whose pattern can't be used stays, and takes no value at all: it says why", arguments: ["(", #"\p{L}+"#])
    func brokenPattern(pattern: String) throws {
        let front = "params:\n  queue:\n    default: my-queue\n    pattern: '\(pattern)'"
        #expect(parameters(front) == ["queue=my-queue"])
        let note = note(front, "cat my-queue")
        let values = ParameterValues(note.parameters, ["queue": "orders"])
        let error = #expect(throws: ParameterError.self) { try values.shell("cat my-queue") }
        #expect(error?.description.contains("`\(pattern)`") == true)
        #expect(throws: ParameterError.self) { try values.promql(PromQL.parse("x{q=\"my-queue\"}")) }
        #expect(throws: ParameterError.self) { try values.sql("SELECT 'my-queue'") { "$\($0)" } }
        #expect(try ParameterValues(note.parameters, [:]).shell("cat my-queue") == "cat my-queue")
        let findings = note.detectionFindings
        #expect(findings.map { "\($0.line):\($0.column) \($0.rule.rawValue)" } == ["6:5 parameter"])
        #expect(findings.first?.message.contains("`queue`") == true)
    }

    @Test("one without a sample is told of, and what can be used is not")
    func findings() {
        let front =
            "params:\n  queue: { pattern: 'a' }\n  key: my-key\n  x:\n  host: { default: my-host, pattern: '[a-z]+' }"
        let note = note(front)
        #expect(note.parameters.map(\.name) == ["key", "host"])
        #expect(
            note.detectionFindings.map { "\($0.line):\($0.column) \($0.message)" } == [
                "4:3 the parameter `queue` has no sample", "6:3 the parameter `x` has no sample",
            ])
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

    @Test(
        "a page shows a value in PromQL as its expressions spell it: escaped in a regular expression",
        arguments: [
            (#"lag{host=~"my-host.local:9092"} > 1"#, #"lag{host=~"db\\.example:1"} > 1"#),
            (
                #"lag{host=~'my-host\\.local:9092|x', a="my-host.local:9092"}"#,
                #"lag{host=~"db\\.example:1|x", a="db.example:1"}"#
            ),
            (
                #"lag{host!~"my-host[.]local:9092"}  >  1 # my-host.local:9092"#,
                #"lag{host!~"db\\.example:1"}  >  1 # my-host.local:9092"#
            ),
            (#"lag{host="my-host.local:9092"} > 1"#, #"lag{host="db.example:1"} > 1"#),
            (#"max_over_time(lag{a=~"b.c"}[1h:5m]) or on (x) y"#, #"max_over_time(lag{a=~"b.c"}[1h:5m]) or on (x) y"#),
            (#"lag{host=~"my-host.local:9092"} > > 1"#, #"lag{host=~"db\\.example:1"} > > 1"#),
            (#"lag{a=~"x|100"}[5m] @ 100 > bool 100"#, #"lag{a=~"x|250"}[5m] @ 100 > bool 250"#),
            (#"lag{host=~"my-host.local:9092"} > £"#, #"lag{host=~"my-host.local:9092"} > £"#),
        ])
    func shownPatterns(written: String, shown: String) {
        let text = """
            ---
            params: { host: "my-host.local:9092", limit: "100" }
            ---
            ## Symptoms
            | # | Symptom |
            |---|---|
            | S1 | It |

            ## Detection commands
            ### S1
            - In a list:

              ```promql
              // S1: it
              \(written)

              up == 0
              ```
            """
        let filled = LoadedNote(path: "a.md", text: text).filled(["host": "db.example:1", "limit": "250"])
        #expect(filled.problems.isEmpty)
        #expect(filled.note.text == text.replacing(written, with: shown))
    }
}
