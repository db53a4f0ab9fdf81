import ArgumentParser
import Foundation
import Testing

@testable import Commands

@Suite("Words of a query that begin with a hyphen")
struct HyphenedWordsTests {
    private func task(_ arguments: String...) throws -> SearchTask {
        let apart = try HyphenedWords.setApart(["search"] + arguments)
        return try SearchCommand.parse(Array(apart.dropFirst())).task
    }

    @Test("are words behind the first one")
    func words() throws {
        #expect(try task("kafka", "-lag").query == "kafka -lag")
        #expect(try task("kafka", "-nginx", "lag").query == "kafka -nginx lag")
        #expect(try task("kafka", "-5").query == "kafka -5")
        #expect(try task("kafka", "-tag:x", "--", "-lag").query == "kafka -tag:x -lag")
    }

    @Test("leave the options what they are, wherever these stand")
    func options() throws {
        let task = try task("kafka", "-n", "5", "-lag", "--offset", "3", "--notes", "x", "-l")
        #expect(task.query == "kafka -lag")
        #expect(task.limit == 5 && task.offset == 3 && task.notes == "x" && task.form == .path)
        #expect(try self.task("-n7", "kafka", "-lag").limit == 7)
        #expect(try self.task("kafka", "-lP", "-lag").isPagerOff)
        let packed = try self.task("kafka", "-ln", "5", "-lag")
        #expect(packed.query == "kafka -lag" && packed.limit == 5 && packed.form == .path)
    }

    @Test(
        "change nothing where there are none",
        arguments: [
            [], ["search"], ["search", "kafka", "-l"], ["search", "--", "-lag"], ["search", "kafka", "-n", "5"],
            ["show", "kafka", "-lag"], ["--notes", "x", "search", "kafka"], ["---completion", "search", "--", "-lag"],
            ["search", "kafka", "--describe"], ["search", "-"], ["--notes"], ["search", "kafka", "-n"],
        ])
    func none(_ arguments: [String]) throws {
        #expect(try HyphenedWords.setApart(arguments) == arguments)
    }

    @Test("are found behind a notes folder", arguments: [["--notes", "x"], ["--notes=x"]])
    func folder(_ folder: [String]) throws {
        #expect(
            try HyphenedWords.setApart(folder + ["search", "kafka", "-lag"]) == folder + [
                "search", "--", "kafka", "-lag",
            ])
    }

    @Test("may be slips where they stand first", arguments: [["-lag"], ["-lag", "kafka"], ["-nginx"]])
    func first(_ arguments: [String]) {
        #expect(throws: Failure.self) { try HyphenedWords.setApart(["search"] + arguments) }
    }

    @Test("every option with a value is known")
    func known() {
        let help = SearchCommand.helpMessage()
        let options = help.matches(of: #/(--[a-z-]+) </#).map { String($0.output.1) }
        #expect(Set(options) == HyphenedWords.optionsWithValue)
        let letters = help.matches(of: #/[ ,]-([A-Za-z])[, ]/#).compactMap(\.output.1.first)
        #expect(Set(letters) == HyphenedWords.flags.union(["n"]))
    }

    @Test("reach the notes, and where they stay an error the way out is named")
    func program() throws {
        let notes = try TemporaryNotes()
        let found = try notes.run("kb search -l backlog -evicts")
        #expect(found.code == 0)
        #expect(found.output == "backend/07_queue_backlog.md\n")
        for query in ["-lag", "lag --describe"] {
            let outcome = try notes.run("kb search \(query)")
            #expect(outcome.code == 2)
            #expect(outcome.errors.contains(" --") && outcome.errors.split(separator: "\n").count == 1)
        }
    }
}
