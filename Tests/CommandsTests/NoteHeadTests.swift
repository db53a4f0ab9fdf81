import Testing

@Suite("what stands above a note in the terminal")
struct NoteHeadTests {
    @Test(
        "the day of its next review is that of kb due, also where only the interval is written",
        arguments: [
            ("updated: 2026-01-01\nreview_interval_days: 14", "2026-01-15"),
            ("created: 2026-01-02\nreview_interval_days: 14", "2026-01-16"),
            ("updated: 2026-01-01\nreview_interval_days: 14\nnext_review: 2026-01-20", "2026-01-20"),
        ])
    func nextReview(fields: String, day: String) throws {
        let notes = try TemporaryNotes(filled: false)
        try notes.write("---\ntitle: Late\n\(fields)\n---\n\n# Late\n", to: "late.md")
        #expect(try notes.run("kb show late").output.contains("review \(day)"))
        #expect(try notes.run("kb due --json").output.contains(#""next_review":"\#(day)""#))
    }
}
