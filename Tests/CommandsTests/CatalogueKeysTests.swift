import Catalogue
import Foundation
import Notes
import Testing

@Suite("the words of the terminal")
struct CatalogueKeysTests {
    private static let english = Catalogue.of(.english)
    private static let chinese = Catalogue.of(.chinese)

    @Test("are there in both languages")
    func sameKeys() {
        let (english, chinese) = (Set(Self.english.keys), Set(Self.chinese.keys))
        #expect(english.subtracting(chinese).sorted() == [])
        #expect(chinese.subtracting(english).sorted() == [])
    }

    @Test("take the same arguments in both languages")
    func sameMarks() {
        for key in Self.english.keys where key.hasPrefix("terminal.") {
            #expect(Self.marks(Self.english(key)) == Self.marks(Self.chinese(key)), "\(key)")
        }
    }

    @Test("are all in the catalogue, and all used")
    func used() throws {
        var literal: Set<String> = []
        var stems: Set<String> = []
        for file in try Self.sources() {
            for match in file.matches(of: #/"(terminal\.[a-zA-Z0-9.-]+)(\\\()?/#) {
                if match.2 == nil { literal.insert(String(match.1)) } else { stems.insert(String(match.1)) }
            }
        }
        let keys = Set(Self.english.keys.filter { $0.hasPrefix("terminal.") })
        #expect(literal.subtracting(keys).sorted() == [], "used, but in no catalogue")
        let unused = keys.subtracting(literal).filter { key in !stems.contains { key.hasPrefix($0) } }
        #expect(unused.sorted() == [], "in the catalogue, but not used")
        #expect(literal.count > 50)
    }

    @Test("every rule of lint has its sentence and its advice", arguments: Finding.Rule.allCases)
    func rules(rule: Finding.Rule) {
        #expect(Self.english("advice.\(rule.rawValue)").hasSuffix("."))
        #expect(Self.chinese("advice.\(rule.rawValue)").hasHan)
        #expect(Self.chinese("web.finding.\(rule.rawValue)") != "web.finding.\(rule.rawValue)")
    }

    @Test("what is found with notes is told in Chinese, too")
    func findings() {
        let text =
            "---\nupdated: soon\n---\n# T\n## Symptoms\n| # | Symptom | Urgency |\n|---|---|---|\n| S1 | a | later |\n"
        let findings = Note(path: "a.md", text: text).findings
        #expect(findings.count >= 4)
        for finding in findings {
            let chinese = Self.chinese(finding.sentences)
            #expect(chinese.hasHan && chinese != Self.english(finding.sentences), "\(finding.message)")
        }
    }

    private static func marks(_ text: String) -> [String] {
        text.matches(of: #/%[1-9]/#).map { String($0.0) }.sorted()
    }

    private static func sources() throws -> [String] {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")
        return try ["Commands", "LiveCommands", "kb"].flatMap { part in
            let folder = root.appendingPathComponent(part)
            let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
            return try names.filter { $0.hasSuffix(".swift") }
                .map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }
        }
    }
}
