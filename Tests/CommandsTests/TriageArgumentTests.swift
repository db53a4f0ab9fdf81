import ArgumentParser
import Testing

@testable import LiveCommands

@Suite("Watching the symptoms")
struct TriageArgumentTests {
    @Test(
        "takes the seconds that are named, or none",
        arguments: [
            (["--watch"], 10, []), (["--watch", "30"], 30, []), (["--watch=2.5"], 2.5, []), ([], nil, []),
            (["--watch", "--all"], 10, []), (["--watch", "redis"], 10, ["redis"]),
            (["redis", "--watch"], 10, ["redis"]),
            (["--watch", "30", "redis"], 30, ["redis"]),
        ] as [([String], Double?, [String])])
    func watch(arguments: [String], seconds: Double?, notes: [String]) throws {
        let triage = try TriageCommand.parse(arguments)
        #expect(triage.watch == seconds)
        #expect(triage.notes == notes)
    }

    @Test("refuses seconds that are none", arguments: [["--watch", "0"], ["--watch", "100000"], ["--watch=-5"]])
    func refused(arguments: [String]) {
        #expect(throws: (any Error).self) { try TriageCommand.parse(arguments) }
    }

    @Test("refuses what is neither seconds nor a note", arguments: ["--watch=abc", "--watch 30s"])
    func neither(argument: String) throws {
        let word = try #require(argument.split(whereSeparator: " =".contains).last)
        let outcome = try TemporaryNotes().run("timeout 30 kb triage \(argument) --prometheus http://127.0.0.1:9")
        #expect(outcome.code == 3)
        #expect(
            outcome.errors == "kb: --watch cannot be “\(word)”. It takes 1 to 86400 seconds; no note is named so.\n")
    }

    @Test("tells in a line what went wrong in one round, and goes on with the next")
    func passingError() throws {
        let outcome = try TemporaryNotes().run(
            """
            kb triage --watch 1 --prometheus http://127.0.0.1:9 >out 2>err & watch=$!
            until_true() { until eval "$1"; do kill -0 $watch || exit 9; sleep 0.05; done; }
            until_true '[ -s out ]'; mv notes away
            until_true 'grep -q "^kb: " err'; mv away notes; before=$(wc -l <out)
            until_true '[ $(wc -l <out) -gt $before ]'
            kill -KILL $watch; grep -m1 '^kb: ' err
            """)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.hasPrefix("kb: "), "\(outcome.output)")
    }

    @Test("says that there is no such note, and ends in order")
    func nobody() throws {
        let outcome = try TemporaryNotes().run("kb triage nobody --prometheus http://127.0.0.1:9")
        #expect(outcome.code == 3)
        #expect(outcome.errors == "kb: There is no note nobody. Search for it with: kb search nobody\n")
    }
}
