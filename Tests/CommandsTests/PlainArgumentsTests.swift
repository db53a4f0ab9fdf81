import ArgumentParser
import Testing

@testable import Commands

@Suite("Arguments that are read without the parser")
struct PlainArgumentsTests {
    @Test(
        "mean what the parser reads in them",
        arguments: [
            ["kafka"], ["kafka", "lag"], [""], ["攀升", "tag:kafka"], ["a=b"], ["lag", "--notes", "folder"],
            ["--notes", "folder", "lag", "time"],
        ])
    func same(_ arguments: [String]) throws {
        let search = try #require(PlainArguments(["search"] + arguments))
        #expect(search.search == (try SearchCommand.parse(arguments).task))
        let due = try #require(PlainArguments(["due"] + arguments))
        #expect(DueTask(due.words, notes: due.notes) == (try DueCommand.parse(arguments).task))
    }

    @Test(
        "may say how many, and in which form",
        arguments: [
            ["-n", "5", "lag"], ["lag", "--limit", "7", "--json"], ["-l", "lag"], ["--files-with-matches", "lag"],
            ["lag", "--json", "--notes", "folder", "-n", "100"],
        ])
    func counted(_ arguments: [String]) throws {
        let plain = try #require(PlainArguments(["search"] + arguments))
        #expect(plain.task != nil)
        #expect(plain.search == (try SearchCommand.parse(arguments).task))
    }

    @Test("may name the folder before the verb")
    func folderFirst() throws {
        let arguments = try #require(PlainArguments(["--notes", "folder", "search", "lag"]))
        #expect(arguments.verb == "search")
        #expect(arguments.words == ["lag"])
        #expect(arguments.notes == "folder")
    }

    @Test(
        "are left to the parser when there is more in them",
        arguments: [
            [], ["search"], ["search", "-l"], ["search", "--", "-lag"], ["search", "lag", "--notes"],
            ["search", "-n", "0", "lag"], ["search", "-n", "lag"], ["search", "-n5", "lag"], ["search", "lag", "-n"],
            ["search", "-n", "5", "-n", "6", "lag"], ["search", "-l", "--json", "lag"], ["due", "-n", "5"],
            ["search", "--limit=5", "lag"], ["due", "--json"],
            ["search", "--notes", "-l", "lag"], ["search", "--notes=folder", "lag"], ["search", "-"],
            ["search", "--notes", "a", "--notes", "b", "lag"], ["due", "--short"], ["show", "lag"], ["--help"],
        ])
    func more(_ arguments: [String]) {
        #expect(PlainArguments(arguments)?.task == nil)
    }
}
