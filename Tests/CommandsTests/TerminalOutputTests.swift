import Testing

@Suite("On a terminal of 80 columns")
struct TerminalOutputTests {
    private let notes: TemporaryNotes

    init() throws { notes = try TemporaryNotes() }

    @Test("a hit names its title once, above the place and the headings that lead to it")
    func hits() throws {
        let shown = try notes.shown("search", "S1: backlog")
        #expect(
            shown.hasPrefix(
                """
                Queue backlog / 佇列積壓  S1 High
                  backend/07_queue_backlog.md:28  Detection Commands / 偵測指令 › S1: Backlog

                """), "\(shown)")
    }

    @Test("the symptoms of one note leave out its name, and those of all notes tell it whole")
    func symptoms() throws {
        let one = try notes.shown("symptoms", "07_queue_backlog")
        #expect(one.contains("Backlog keeps growing") && !one.contains("07_queue_backlog"), "\(one)")
        let all = try notes.shown("symptoms")
        #expect(all.contains("07_queue_backlog"), "\(all)")
    }
}
