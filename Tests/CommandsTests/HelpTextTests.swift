import Testing

@testable import Commands

@Suite("Help in Chinese")
struct HelpTextTests {
    private static let verbs = ["", "due", "export", "export alerts", "review", "search", "triage"]
    /// What the parser adds in English.
    private static let phrases = [
        "Show the", "Show help", "(default", "; default", "(values:", "See '", "for detailed", "OVERVIEW", "USAGE",
    ]

    @Test("has no words of the parser's own, however its lines are broken", arguments: [40, 80, 120])
    func translated(columns: Int) throws {
        let notes = try TemporaryNotes(filled: false)
        for verb in Self.verbs {
            let help = try notes.run("KB_LANG=zh COLUMNS=\(columns) kb \(verb) --help").output
            #expect(help.contains("顯示") && help.contains("選項："), "\(help)")
            for phrase in Self.phrases { #expect(!help.contains(phrase), "\(help)") }
            // Labels and the forms of use stand as they are.
            let indent = String(repeating: " ", count: 26)
            for line in help.split(separator: "\n") where !line.hasPrefix(" ") || line.hasPrefix(indent) {
                #expect(CellWidth()(line) <= columns, "\(line)")
            }
        }
    }

    @Test("names the verb whose own verbs have help, and which of them needs no word")
    func nested() throws {
        let help = try TemporaryNotes(filled: false).run("KB_LANG=zh kb review --help").output
        #expect(help.contains("\n  各指令的說明請見 kb help review 指令名稱。\n"))
        #expect(help.contains("\n  notes (預設)            複習筆記"))
    }
}
