import Testing

@Suite("Names of notes that were chosen to deceive")
struct HostileNameTests {
    private static let note = """
        ---
        title: Evil
        ---
        # Evil
        ## Symptoms
        | # | Symptom | Impact | Urgency |
        |---|---|---|---|
        | S1 | Stuck | Late | High |
        ## Detection Commands
        ### S1: Stuck
        ```bash
        echo hello
        ```
        ## Causes & Resolutions
        ### S1: Stuck
        ```bash
        touch changed
        ```
        """

    private static let lines = [
        "run 'Evil#S1'", "trust 'Evil#S1'", "run 'Evil#S1-resolve'",
        "trust 'Evil#S1' --fingerprint $(printf 'bash\\necho hello' | sha256sum | cut -d ' ' -f 1)",
    ]

    @Test("do not steer the terminal from what is said of their commands", arguments: lines)
    func escapes(arguments: String) throws {
        let notes = try TemporaryNotes(filled: false)
        try notes.write(Self.note, to: "a\u{1B}[2J\u{202E}b.md")
        let outcome = try notes.run("mkdir -p home; kb \(arguments)")
        #expect(outcome.errors.contains("a␛[2J‹U+202E›b#S1"), "\(outcome.errors)")
        for text in [outcome.output, outcome.errors] {
            #expect(!text.unicodeScalars.contains("\u{1B}") && !text.unicodeScalars.contains("\u{202E}"))
        }
    }

    @Test("begin no line of their own there", arguments: lines)
    func lineFeed(arguments: String) throws {
        let notes = try TemporaryNotes(filled: false)
        try notes.write(Self.note, to: "a\nkb: all is well.md")
        let outcome = try notes.run("mkdir -p home; kb \(arguments)")
        #expect(outcome.errors.contains("a kb: all is well#S1"), "\(outcome.errors)")
        for text in [outcome.output, outcome.errors] { #expect(!"\n\(text)".contains("\nkb: all"), "\(text)") }
    }

    @Test(
        "are one word of the line that a person is told to type",
        arguments: [
            ("a; touch 'it'", #"'a; touch '\''it'\''"#),
            // This letter and a quotation mark after it are one character for Swift, and two for a shell.
            ("a\u{D4E}'; touch it; '", "'a\u{D4E}'" + #"\''; touch it; '\''"#),
        ])
    func line(name: String, word: String) throws {
        let notes = try TemporaryNotes(filled: false)
        try notes.write(Self.note, to: "\(name).md")
        let outcome = try notes.run("mkdir -p home; kb run 'Evil#S1'")
        #expect(outcome.errors.contains(" kb trust \(word)#S1.1' --fingerprint "), "\(outcome.errors)")
    }

    @Test("are one word, too, where they are not found, or nothing in them is")
    func missing() throws {
        let notes = try TemporaryNotes(filled: false)
        try notes.write("---\ntitle: Empty\n---\n", to: "a; reboot.md")
        #expect(try notes.run("kb show 'b & reboot'").errors.hasSuffix(" kb search 'b & reboot'\n"))
        #expect(try notes.run("kb show 'a; reboot#none'").errors.hasSuffix(" kb show 'a; reboot'\n"))
        #expect(try notes.run("kb search '-a; reboot'").errors.hasSuffix(" kb search -- '-a; reboot'\n"))
    }

    @Test("are one word, too, where an alert is looked for that they are about")
    func alert() throws {
        let notes = try TemporaryNotes(filled: false)
        try notes.write(
            Self.note.replacing("title: Evil", with: "title: Evil\nalerts: [QueueStuck]"), to: "a; reboot.md")
        #expect(try notes.run("kb search QueueStuck").errors.contains(" kb show 'a; reboot'\n"))
    }
}
