import Catalogue
import Foundation
import Notes
import Testing

@Suite("sentences of the core")
struct SentenceTests {
    @Test("stand in the catalogue with the same English, and in Chinese")
    func catalogued() throws {
        let found = try Self.sentences()
        #expect(found.count > 35)
        for (key, english) in found {
            #expect(Catalogue.english(key) == english)
            let chinese = Catalogue.chinese(key)
            #expect(chinese.hasHan, "\(key)")
            for number in 1...9 {
                #expect(chinese.contains("%\(number)") == english.contains("%\(number)"), "\(key) %\(number)")
            }
        }
    }

    @Test("are told in the language of the catalogue, one after the other")
    func told() {
        let sentences = [
            Sentence("verdict.firing", "%1 %2 %3, %4 series.", "42", ">", "10%2", "3"),
            Sentence("verdict.present", "What must not be absent is there."),
            Sentence("nobody.knows", "Plain %1.", "x"),
        ]
        #expect(Catalogue.english(sentences) == "42 > 10%2, 3 series. What must not be absent is there. Plain x.")
        #expect(Catalogue.chinese(sentences) == "42 > 10%2，共 3 條序列。不該消失的資料還在。Plain x.")
    }

    /// The keys and the English of every sentence in the sources; literals that are put together are one.
    private static func sentences() throws -> [(key: String, english: String)] {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")
        let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        func source(_ name: String) throws -> String {
            try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
        }
        let limits = try source("Markdown/Limits.swift").matches(of: #/case \.([a-z]+): "(.+)"/#)
            .map { ("finding.markdown.\($0.1)", String($0.2)) }
        #expect(limits.count > 4)
        return try limits
            + names.filter { $0.hasSuffix(".swift") }.flatMap { name in
                try source(name)
                    .matches(of: #/Sentence\(\s*"([a-z.-]+)",\s*("(?:[^"\\]|\\.)*"(?:\s*\+\s*"(?:[^"\\]|\\.)*")*)/#)
                    .map { match in
                        let english = String(match.2).dropFirst().dropLast().replacing(#/"\s*\+\s*"/#, with: "")
                        return (String(match.1), String(english.replacing(#"\""#, with: "\"")))
                    }
            }
    }
}
