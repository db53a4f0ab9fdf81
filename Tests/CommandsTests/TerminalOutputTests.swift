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

    @Test("the name of a note can be copied from the symptoms of all notes and from their measurement")
    func names() throws {
        let id = "43_queues_of_the_payment_service"
        try notes.write(
            """
            ---
            title: Payment queues
            ---
            ## Symptoms

            | # | Symptom | Impact | Urgency |
            |---|---|---|---|
            | S1 | Consumers of payment.settlement.v2 stand still | Settlements are paid out on the next day | High |

            ## Detection

            ### S1: Standing still

            ```promql
            rate(consumed_total[5m]) == 0
            ```
            """, to: id + ".md")
        for verb in [["symptoms"], ["triage", "--prometheus", "http://127.0.0.1:9"]] {
            let shown = try PseudoTerminal.run(verb, in: notes.folder, notes.environment, width: 80)
            #expect(shown.contains(id), "\(shown)")
            #expect(shown.contains("payment.settlement.v2"), "\(shown)")
        }
    }
}
