import Notes
import Testing

@Suite("A block that symptoms share is split by its comments")
struct DetectionCommandTests {
    /// The commands of a block under a heading, as `symptoms: first line … last line @line`.
    private func commands(_ block: String, heading: String = "S1–S3: all", info: String = "bash") -> [String] {
        let note = Note.sample(
            """
            ## Symptoms

            | # | Symptom |
            |---|---|
            | S1 | a |
            | S2 | b |
            | S3 | c |

            ## Detection

            ### \(heading)

            ```\(info)
            \(block)
            ```
            """)
        return note.commands.map { command in
            let lines = command.text.split(separator: "\n", omittingEmptySubsequences: false)
            return "\(command.symptoms.joined(separator: "+")): \(lines.joined(separator: "|")) @\(command.line - 13)"
        }
    }

    @Test(
        "with the comment marks of several languages",
        arguments: [
            ("# S1: one\na\n# S2: two\nb", ["S1: # S1: one|a @1", "S2: # S2: two|b @3"]),
            ("// S1: one\na\n// S2: two\nb", ["S1: // S1: one|a @1", "S2: // S2: two|b @3"]),
            ("-- S1: one\na\n-- S2\nb", ["S1: -- S1: one|a @1", "S2: -- S2|b @3"]),
            ("#S1: one\na\n\n\n  ## S2: two\n  b\n\n", ["S1: #S1: one|a @1", "S2:   ## S2: two|  b @5"]),
            ("# S1, S3: both\na\n# S2：二\nb", ["S1+S3: # S1, S3: both|a @1", "S2: # S2：二|b @3"]),
            ("# S1–S2: both\na\n# S3 — other\nb", ["S1+S2: # S1–S2: both|a @1", "S3: # S3 — other|b @3"]),
            ("# S1: one\na\n# S1: again\nb", ["S1: # S1: one|a @1", "S1: # S1: again|b @3"]),
        ])
    func marks(_ block: String, _ wanted: [String]) {
        #expect(commands(block) == wanted)
    }

    @Test("what stands before the first comment belongs to all, unless it is a comment itself")
    func before() {
        #expect(commands("setup\n# S2: two\nb") == ["S1+S2+S3: setup @1", "S2: # S2: two|b @2"])
        #expect(commands("# about\n\n# S2: two\nb") == ["S2: # S2: two|b @3"])
    }

    @Test(
        "without such a comment the whole belongs to all",
        arguments: ["a\nb", "# about S1\na", "# S9: unknown\na", "# Step 1: x\na", "# S3 is like S1\na"])
    func whole(_ block: String) {
        #expect(commands(block) == ["S1+S2+S3: \(block.replacing("\n", with: "|")) @1"])
    }

    @Test("a block of one symptom is not split")
    func single() {
        #expect(commands("# S1: one\na\n# S2: two\nb", heading: "S1: one").count == 1)
    }

    @Test("directly under the detection heading only what names a symptom belongs to one")
    func unnamed() {
        #expect(commands("# S2: two\nb", heading: "Detection") == ["S2: # S2: two|b @1"])
        #expect(commands("b", heading: "Detection") == [])
    }

    @Test(
        "in a note of one symptom it belongs to that one, unless a heading names another",
        arguments: [
            ("## Detection", ["S1"]), ("## Detection\n\n### How to look", ["S1"]), ("## Detection\n\n### S2: old", []),
            ("## Detection\n\n### S2: old\n\n#### How to look", []), ("## S2: old\n\n### Detection", []),
        ])
    func only(_ headings: String, _ symptoms: [String]) {
        let note = Note.sample(
            "## Symptoms\n\n| # | Symptom |\n|---|---|\n| S1 | a |\n\n\(headings)\n\n```sh\nb\n```\n")
        #expect(note.commands.flatMap(\.symptoms) == symptoms)
    }

    @Test("detection and resolution may stand below a heading of their symptom")
    func perSymptom() {
        let note = Note.sample(
            """
            # S2: everything

            ## Symptoms

            | # | Symptom |
            |---|---|
            | S1 | a |
            | S2 | b |

            ## S1: Lag

            ### Detection

            ```sh
            one
            ```

            ### Resolution

            ## S1–S2: both

            ### Detection

            ```sh
            two
            ```

            ## Detection

            ```sh
            three
            ```
            """)
        #expect(note.commands.map { "\($0.symptoms) \($0.text)" } == ["[\"S1\"] one"])
        #expect(note.commands(of: "S1").map(\.address) == ["sample#S1.1"])
        #expect(note.resolution(of: "S1")?.heading.full == "Resolution")
        #expect(note.resolution(of: "S1")?.anchors.first == "s1-resolve")
    }

    @Test("an empty block is no command, and blank lines around one are not part of it", arguments: ["", "  ", "\n\n"])
    func empty(_ block: String) {
        #expect(commands(block) == [])
        #expect(commands("\n\n  a\n\n") == ["S1+S2+S3:   a @3"])
    }

    @Test(
        "the language is the first word of the info string",
        arguments: [
            ("bash", "bash", ""), ("Bash", "bash", ""), ("bash {firing=exit}", "bash", "{firing=exit}"),
            ("bash{firing=exit}", "bash", "{firing=exit}"), ("promql, x", "promql", ", x"), ("", "", ""),
            ("  sql  {a} b ", "sql", "{a} b"), ("{firing=exit}", "", "{firing=exit}"),
        ])
    func info(_ info: String, _ language: String, _ attributes: String) {
        let read = DetectionCommand.languageAndAttributes(of: info)
        #expect(read.language == language)
        #expect(read.attributes == attributes)
    }
}
