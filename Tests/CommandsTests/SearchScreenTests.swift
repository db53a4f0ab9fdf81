import Catalogue
import Foundation
import KnowledgeBase
import Notes
import Testing

@testable import Commands
@testable import Index

@Suite("The keys of a terminal")
struct TypedKeyTests {
    @Test(
        "mean what a person pressed",
        arguments: [
            ("lag", [TypedKey.text("lag")]), ("攀升", [.text("攀升")]), ("\u{1B}[A", [.up]), ("\u{1B}OB", [.down]),
            ("\u{1B}[5~x", [.pageUp, .text("x")]), ("a\u{7F}", [.text("a"), .backspace]), ("\r", [.enter]),
            ("\u{0F}", [.browser]), ("\u{15}", [.clear]), ("\u{17}", [.deleteWord]), ("\u{1B}", [.leave]),
            ("\u{03}", [.leave]), ("\u{1B}[200~", []), ("\u{1B}[", []), ("\u{07}", []),
        ])
    func meaning(_ typed: String, _ keys: [TypedKey]) {
        #expect(TypedKey.keys(in: Array(typed.utf8)).keys == keys)
        #expect(TypedKey.keys(in: Array(typed.utf8)).rest == 0)
    }

    @Test("wait for the rest of a character")
    func halves() {
        let bytes = Array("a攀".utf8)
        let (keys, rest) = TypedKey.keys(in: Array(bytes.prefix(2)))
        #expect(keys == [.text("a")])
        #expect(rest == 1)
    }

    @Test("are read out of any bytes")
    func anyBytes() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in UInt8.random(in: 0...255) }
            #expect(TypedKey.keys(in: bytes).rest < 4)
        }
    }
}

@Suite("The screen of a search while one types")
struct SearchScreenTests {
    private func screen(_ query: String = "") -> SearchScreen {
        SearchScreen(
            query: query, words: Catalogue.of(.english), style: Style(isColoured: false),
            cells: CellWidth(ambiguous: 1))
    }

    private func answer(_ count: Int) -> SearchAnswer {
        let hits = (0..<count).map { number in
            SearchHit(
                note: "n\(number)", path: "n\(number).md", title: BilingualText("Title \(number) / 標題"),
                headings: ["Title \(number) / 標題", "Heading"],
                anchor: "", line: number + 1, score: 1, parts: [], snippet: Snippet(text: "some 文字"), match: .exact)
        }
        return SearchAnswer(hits: hits, total: count, changes: [])
    }

    @Test("takes text and takes it back, a character, a word or all")
    func editing() {
        var screen = screen()
        let took1 = screen.take(.text("佇列 積壓x"))
        #expect(took1)
        let took2 = screen.take(.backspace)
        #expect(took2)
        #expect(screen.query == "佇列 積壓")
        let took3 = screen.take(.deleteWord)
        #expect(took3)
        #expect(screen.query == "佇列 ")
        let took4 = screen.take(.clear)
        #expect(took4)
        let took5 = screen.take(.backspace)
        #expect(!took5)
    }

    @Test("names a title once, so that a narrow terminal shows which section was found, and how to leave")
    func narrow() {
        var screen = screen("x")
        screen.show(answer(1))
        let lines = screen.lines(width: 40, height: 10)
        #expect(lines.contains("    n0.md:1  Heading"), "\(lines)")
        #expect(lines.last?.contains("Esc leave") == true, "\(lines)")
    }

    @Test("keeps the choice among the hits, and in sight")
    func choice() {
        var screen = screen("x")
        #expect(screen.chosen == nil)
        screen.show(answer(20))
        _ = screen.take(.up)
        #expect(screen.chosen?.note == "n0")
        for _ in 0..<30 { _ = screen.take(.down) }
        #expect(screen.chosen?.note == "n19")
        let lines = screen.lines(width: 40, height: 12)
        #expect(lines.contains { $0.hasPrefix("▌ Title 19") })
        screen.show(answer(3))
        #expect(screen.chosen?.note == "n0")
    }

    @Test("never draws more than fits", arguments: [(1, 1), (5, 3), (20, 7), (80, 24), (300, 100)])
    func size(_ width: Int, _ height: Int) {
        var screen = screen("攀升")
        screen.show(answer(50))
        let lines = screen.lines(width: width, height: height)
        #expect(lines.count <= height)
        let cells = CellWidth(ambiguous: 1)
        #expect(lines.allSatisfy { cells($0) <= width })
    }
}

@Suite("A line of a list as a person writes it")
struct ListTemplateTests {
    @Test("holds text, keys, and the escapes of C")
    func line() throws {
        let template = try #require(ListTemplate(#"{a}\t{b}\\{{x}}"#))
        #expect(try template.line(["a": .text("1\u{1B}"), "b": .null]) == "1␛\t\\{x}")
    }

    @Test("is refused where it has no key, or a brace alone", arguments: ["", "text2", "{", "}", "{}", "{a", "a}"])
    func refused(_ source: String) {
        #expect(ListTemplate(source) == nil)
    }

    @Test("tells the keys that there are for one that is not")
    func unknownKey() throws {
        let template = try #require(ListTemplate("{c}"))
        #expect(throws: Failure.self) { try template.line(["a": .null]) }
    }
}
