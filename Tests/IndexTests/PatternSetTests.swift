import Fixtures
import Testing

@testable import Index

@Suite("Whether a term may stand in a text")
struct PatternSetTests {
    private func mayStand(_ term: TermPattern, in text: String) -> Bool {
        PatternSet([[term]]).mayStand(in: text.utf8.span)
    }

    @Test(
        "is told without cutting the text",
        arguments: [
            ("kafka", "a broker of Kafka", true), ("kafka", "karma, and a kayak", false),
            ("kafka", "訊息延遲，下游資料過時", false),
            ("kafka", "", false), ("kafka", "ｋａｆｋａ", true), ("kafka", "kaf", false),
            ("maxpoll", "max.poll.interval.ms", true), ("maxpoll", "max poll", false), ("cafe", "Café", true),
            ("延遲", "the lag of consumers", false), ("延遲", "訊息延迟", true), ("1", "10.0.0.1", true),
        ])
    func examples(_ term: String, _ text: String, _ wanted: Bool) throws {
        let pattern = try #require(TermPattern(term))
        #expect(mayStand(pattern, in: text) == wanted)
    }

    /// Every token of a text is a term that stands in it, however it is written there.
    @Test("is never denied where it stands")
    func complete() {
        let pieces = [
            "a", "b", "A", "B", "ab", "1", "9", ".", "_", "-", "'", "’", "\u{301}", "\u{200D}", "é", "Ａ", "ａ", "１", "，",
            "ß",
            "ſ", "體", "体", "ア", "한", " ", " ", "@", "[", "\u{10}", "😀",
        ]
        var generator = SeededGenerator(seed: 7)
        var terms = 0
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1...9, using: &generator))
                .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let list = TokenList(text)
            for token in list.tokens {
                terms += 1
                #expect(mayStand(TermPattern(tokens: [list.text(of: token)]), in: text), "\(text.debugDescription)")
            }
            if let whole = TermPattern(text) { #expect(mayStand(whole, in: text), "\(text.debugDescription)") }
        }
        #expect(terms > 20_000)
    }

    @Test("takes Chinese and Japanese characters for what they are: none is a letter or digit of ASCII")
    func folding() {
        for value in UInt32(0x3000)...0x9FFF {
            let folded = CharacterFolding.lookup(value).0
            #expect(folded >= 0x80 || folded == 0x20)
            let bytes = Unicode.Scalar(value).map { Array(String($0).utf8) } ?? []
            #expect(PatternSet.neverFoldedToASCII.contains(bytes[0]))
        }
    }
}
