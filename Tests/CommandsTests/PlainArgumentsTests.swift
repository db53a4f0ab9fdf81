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
        #expect(SearchTask(search.words, notes: search.notes) == (try SearchCommand.parse(arguments).task))
        let due = try #require(PlainArguments(["due"] + arguments))
        #expect(DueTask(due.words, notes: due.notes) == (try DueCommand.parse(arguments).task))
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
            [], ["search"], ["search", "-l", "lag"], ["search", "--", "-lag"], ["search", "lag", "--notes"],
            ["search", "--notes", "-l", "lag"], ["search", "--notes=folder", "lag"], ["search", "-"],
            ["search", "--notes", "a", "--notes", "b", "lag"], ["due", "--short"], ["show", "lag"], ["--help"],
        ])
    func more(_ arguments: [String]) {
        #expect(PlainArguments(arguments)?.task == nil)
    }
}
