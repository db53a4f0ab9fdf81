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

    @Test("refuses seconds that are none", arguments: [["--watch", "0"], ["--watch", "100000"]])
    func refused(arguments: [String]) {
        #expect(throws: (any Error).self) { try TriageCommand.parse(arguments) }
    }
}
