import Foundation
import KnowledgeBase
import Review
import Testing

@Suite("Reviews as feeds")
struct ReviewFeedsTests {
    private func feeds(_ folder: ReviewedFolder) throws -> ReviewFeeds {
        try ReviewFeeds(
            folder.store(), site: "http://kb.example/", phrases: ReviewFeeds.Phrases(name: "Reviews") { _, _ in "" })
    }

    /// Says when the note was written, as a copy of it may.
    private func date(_ folder: ReviewedFolder, _ seconds: Int) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: Double(seconds))], ofItemAtPath: folder.path("lag.md"))
    }

    @Test(
        "the SEQUENCE rises with each review, also within one second, and an older copy of the note does not lower it")
    func sequence() throws {
        let folder = try ReviewedFolder()
        try folder.write(ReviewedFolder.note, to: "lag.md")
        var sequences: [Int] = []
        func note(at seconds: Int) throws {
            try date(folder, seconds)
            sequences.append(try #require(try feeds(folder).calendar().events.first?.sequence))
        }
        try note(at: 1_772_499_600)
        _ = try folder.store().review("lag.md", .good)
        try note(at: 1_772_499_600)
        _ = try folder.store().undo("lag.md")
        try note(at: 1_772_499_600)
        #expect(sequences[0] < sequences[1] && sequences[1] < sequences[2])
        try note(at: 1_600_000_000)
        #expect(sequences[3] >= sequences[2])
    }

    @Test("nor does one that another machine wrote earlier, with another date, and that comes with its time")
    func olderEdit() throws {
        let folder = try ReviewedFolder()
        try folder.write(ReviewedFolder.note, to: "lag.md")
        let before = try #require(try feeds(folder).calendar().events.first)
        try folder.write(ReviewedFolder.note.replacing("2026-03-03", with: "2026-09-01"), to: "lag.md")
        try date(folder, 1_600_000_000)
        let after = try #require(try feeds(folder).calendar().events.first)
        #expect(after.date > before.date)
        #expect(after.sequence >= before.sequence)
    }

    @Test("of a note about which there is nothing to say nothing is said")
    func noDetails() throws {
        let folder = try ReviewedFolder()
        try folder.write(ReviewedFolder.note, to: "lag.md")
        let feeds = try feeds(folder)
        #expect(!feeds.calendar(alarmMinute: nil).text.contains("DESCRIPTION"))
        #expect(feeds.atom().entries.count == 1)
        #expect(!feeds.atom().text.contains("<summary>"))
    }
}
