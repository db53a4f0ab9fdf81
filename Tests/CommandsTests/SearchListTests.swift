import Testing

@testable import Commands

@Suite("The list of a search")
struct SearchListTests {
    @Test("shows file names to a terminal without their control characters, and to a program as they are")
    func paths() {
        let paths = ["a\u{1B}[31m.md", "b.md", "b.md"]
        #expect(Session.pathList(paths, isTerminal: true) == "a␛[31m.md\nb.md\n")
        #expect(Session.pathList(paths, isTerminal: false) == "a\u{1B}[31m.md\nb.md\n")
    }

    @Test("reaches every note, and says where it ends rather than that there is nothing", arguments: ["", "--json"])
    func long(_ form: String) throws {
        let notes = try TemporaryNotes(filled: false)
        for number in 0..<1_100 { try notes.write("# Note\n\ngiraffe\n", to: "n\(number).md") }
        #expect(try notes.run("kb search giraffe -l -n 2000 | wc -l").output == "1100\n")
        #expect(try notes.run("kb search giraffe -l -n 2000").errors.isEmpty)
        let beyond = try notes.run("kb search giraffe --offset 1200 \(form)")
        #expect(beyond.code == 1)
        #expect(beyond.errors.contains("1100") && !beyond.errors.contains("Nothing"))
        #expect(try notes.run("kb search okapi --offset 3 \(form)").errors.contains("Nothing"))
    }

    @Test("names a date that can't be read, in every list", arguments: ["search", "due"])
    func unreadableDate(_ verb: String) throws {
        let outcome = try TemporaryNotes().run("kb \(verb) due:..tomorow --json")
        #expect(outcome.errors.contains("“tomorow” in “due:..tomorow”"))
        #expect(outcome.output == "[]\n")
    }

    @Test("names a value that no note has, in every list", arguments: ["search", "due"])
    func unmet(_ verb: String) throws {
        let outcome = try TemporaryNotes().run("kb \(verb) tag:queeu --json")
        #expect(outcome.errors.contains("No note has “tag:queeu”. There is: queue."))
        #expect(outcome.output == "[]\n")
        #expect(try TemporaryNotes().run("KB_LANG=zh kb \(verb) path:nowhere").errors.contains("沒有筆記符合「path:nowhere」。"))
    }
}
