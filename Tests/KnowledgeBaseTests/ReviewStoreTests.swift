import Foundation
import Index
import KnowledgeBase
import Notes
import Review
import Testing

@Suite("Recording a review")
struct ReviewStoreTests {
    @Test("a note is due on its day, and Good puts it off by more than its interval, Again by less")
    func grades() throws {
        let folder = try ReviewedFolder()
        try folder.write(ReviewedFolder.note, to: "lag.md")
        try folder.write(ReviewedFolder.note, to: "disk.md")
        let store = try folder.store()
        #expect(try store.due().map(\.path) == ["disk.md", "lag.md"])
        #expect(try store.due().first?.due.daysOverdue == 0)
        let good = try store.review("lag.md", .good)
        let again = try store.review("disk.md", .again)
        #expect(good.after.nextReview.days(since: good.day) > 14)
        #expect(again.after.nextReview.days(since: again.day) < 14)
        #expect(try folder.store().due().isEmpty)
    }

    @Test("what is asked for by a day in the past is what was due by then")
    func untilPast() throws {
        let folder = try ReviewedFolder()
        for day in 1...4 {
            let text = ReviewedFolder.note.replacing("2026-03-03", with: "2026-03-0\(day)")
            try folder.write(text, to: "n\(day).md")
        }
        let store = try folder.store()
        func due(_ days: Int) throws -> [String] { try store.due(withinDays: days).map(\.path).sorted() }
        #expect(try due(-3) == [])
        #expect(try due(-2) == ["n1.md"])
        #expect(try due(-1) == ["n1.md", "n2.md"])
        #expect(try due(0) == ["n1.md", "n2.md", "n3.md"])
        #expect(try due(1) == ["n1.md", "n2.md", "n3.md", "n4.md"])
    }

    @Test("the cap of a day leaves the rest of a backlog for the days after; what others review does not count")
    func cap() throws {
        let folder = try ReviewedFolder()
        for number in 0..<5 { try folder.write(ReviewedFolder.note, to: "n\(number).md") }
        func queue(_ store: ReviewStore) throws -> [String] { try store.queueToday(store.history()).map(\.path) }
        let store = try folder.store(settings: ["KB_REVIEW_CAP": "3"])
        #expect(try queue(store) == ["n0.md", "n1.md", "n2.md"])
        _ = try store.review("n0.md", .good)
        _ = try folder.store(person: "bob").review("n1.md", .good)
        #expect(try queue(store) == ["n2.md", "n3.md"])
        _ = try store.review("n2.md", .good)
        _ = try store.review("n3.md", .good)
        #expect(try queue(store).isEmpty)
        let tomorrow = try folder.store(now: "2026-03-04T09:00:00+08:00", settings: ["KB_REVIEW_CAP": "3"])
        #expect(try queue(tomorrow) == ["n4.md"])
    }

    @Test("a review that was taken back leaves its place in the cap of the day")
    func undoneInCap() throws {
        let folder = try ReviewedFolder()
        for name in ["a.md", "b.md"] { try folder.write(ReviewedFolder.note, to: name) }
        let store = try folder.store(settings: ["KB_REVIEW_CAP": "1"])
        _ = try store.review("a.md", .good)
        #expect(try store.queueToday(store.history()).isEmpty)
        _ = try store.undo("a.md")
        #expect(try folder.store(settings: ["KB_REVIEW_CAP": "1"]).queueToday(store.history()).map(\.path) == ["a.md"])
    }

    @Test("exactly two lines of the note change", arguments: ["\n", "\r\n"], ["", "\u{FEFF}"])
    func twoLines(ending: String, mark: String) throws {
        let folder = try ReviewedFolder()
        let text = mark + ReviewedFolder.note.replacing("\n", with: ending)
        try folder.write(text, to: "lag.md")
        let event = try folder.store().review("lag.md", .good)
        let wanted = text.replacing("review_interval_days: 14", with: "review_interval_days: \(event.after.interval)")
            .replacing("next_review: 2026-03-03", with: "next_review: \(event.after.nextReview)")
        #expect(try folder.text("lag.md") == wanted)
    }

    @Test("the mode of the file and a link inside the folder stay as they are")
    func mode() throws {
        let folder = try ReviewedFolder()
        try folder.write(ReviewedFolder.note, to: "real.md")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.path("real.md"))
        try FileManager.default.createSymbolicLink(atPath: folder.path("link.md"), withDestinationPath: "real.md")
        _ = try folder.store().review("link.md", .good)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("real.md"))
        #expect(attributes[.posixPermissions] as? Int == 0o640)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link.md")) == "real.md")
        #expect(try !folder.text("real.md").contains("next_review: 2026-03-03"))
        #expect(folder.leftovers == [])
    }

    @Test(
        "a link in place of the log or of its folder leads no review elsewhere",
        arguments: ["file", "folder", "marker"])
    func linkedLog(what: String) throws {
        let folder = try ReviewedFolder()
        try folder.write(ReviewedFolder.note, to: "lag.md")
        let manager = FileManager.default
        let outside = (folder.root as NSString).deletingLastPathComponent + "/outside"
        try manager.createDirectory(atPath: outside + "/reviews", withIntermediateDirectories: true)
        let victim = outside + "/reviews/alice@laptop.jsonl"
        try Data("mine\n".utf8).write(to: URL(fileURLWithPath: victim))
        switch what {
        case "marker": try manager.createSymbolicLink(atPath: folder.path(".kb"), withDestinationPath: outside)
        case "folder":
            try manager.createDirectory(atPath: folder.path(".kb"), withIntermediateDirectories: true)
            try manager.createSymbolicLink(atPath: folder.logFolder, withDestinationPath: outside + "/reviews")
        default:
            try manager.createDirectory(atPath: folder.logFolder, withIntermediateDirectories: true)
            try manager.createSymbolicLink(
                atPath: folder.logFolder + "/alice@laptop.jsonl", withDestinationPath: victim)
        }
        #expect {
            _ = try folder.store().review("lag.md", .good)
        } throws: { error in
            if case ReviewError.linkedLog = error { true } else { false }
        }
        #expect(try String(contentsOfFile: victim, encoding: .utf8) == "mine\n")
        #expect(try folder.text("lag.md") == ReviewedFolder.note)
        #expect(manager.fileExists(atPath: outside + "/reviews") && folder.leftovers == [])
    }

    @Test(
        "what cannot be written safely is refused, with not one byte changed and nothing logged",
        arguments: [
            "# No front matter\n", "---\ntitle: open\nnext_review: 2026-03-03\n",
            "---\ntitle: a\nreview_interval_days: [14]\nnext_review: 2026-03-03\n---\n", "---\n- a\n- b\n---\n",
            "---\ntitle: a\nreview_interval_days: &days 14\nother: *days\nnext_review: 2026-03-03\n---\n",
            // So many aliases are not read, and what it says of reviews is not known.
            "---\na: &a 1\nl: [" + Array(repeating: "*a", count: 40).joined(separator: ", ")
                + "]\nreview_interval_days: 14\nnext_review: 2026-03-03\n---\n",
        ])
    func refused(text: String) throws {
        let folder = try ReviewedFolder()
        try folder.write(text, to: "odd.md")
        let store = try folder.store()
        #expect(throws: ReviewError.self) { try store.review("odd.md", .good) }
        #expect(throws: ReviewError.self) {
            try store.reschedule("odd.md", next: CalendarDate(daysSinceEpoch: 21_000), interval: 9)
        }
        #expect(try folder.text("odd.md") == text)
        #expect(folder.names == ["odd.md"], "no folder for a log is left either")
    }

    @Test("a link out of the notes folder is not written through")
    func outside() throws {
        let folder = try ReviewedFolder()
        let other = try ReviewedFolder()
        try other.write(ReviewedFolder.note, to: "lag.md")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link.md"), withDestinationPath: other.path("lag.md"))
        #expect(throws: ReviewError.self) { try folder.store().review("link.md", .good) }
        #expect(try other.text("lag.md") == ReviewedFolder.note)
    }

    @Test("a read-only file is refused", .enabled(if: getuid() != 0, "the superuser may write everything"))
    func readOnly() throws {
        let folder = try ReviewedFolder()
        try folder.write(ReviewedFolder.note, to: "lag.md")
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: folder.path("lag.md"))
        #expect(throws: ReviewError.self) { try folder.store().review("lag.md", .good) }
        #expect(try folder.text("lag.md") == ReviewedFolder.note)
    }

    @Test("undo brings the note back byte for byte")
    func undo() throws {
        let folder = try ReviewedFolder()
        try folder.write(ReviewedFolder.note, to: "lag.md")
        let store = try folder.store()
        _ = try store.review("lag.md", .good)
        #expect(try store.lastReviewed() == "lag.md")
        _ = try store.undo("lag.md")
        #expect(try folder.text("lag.md") == ReviewedFolder.note)
        #expect(throws: ReviewError.self) { try store.undo("lag.md") }
        #expect(throws: ReviewError.self) { try store.lastReviewed() }
    }

    @Test("of two reviews at one moment a bare undo takes back the later one")
    func undoOrder() throws {
        let folder = try ReviewedFolder()
        for name in ["a.md", "b.md", "c.md"] { try folder.write(ReviewedFolder.note, to: name) }
        let store = try folder.store()
        for name in ["b.md", "c.md", "a.md"] { _ = try store.review(name, .good) }
        for name in ["a.md", "c.md", "b.md"] {
            let last = try store.lastReviewed()
            #expect(last == name)
            _ = try store.undo(last)
        }
    }

    @Test("an edit by hand wins over the log")
    func byHand() throws {
        let folder = try ReviewedFolder()
        try folder.write(ReviewedFolder.note, to: "lag.md")
        _ = try folder.store().review("lag.md", .good)
        try folder.write(ReviewedFolder.note.replacing("2026-03-03", with: "2026-03-02"), to: "lag.md")
        let store = try folder.store()
        #expect(try store.settle().healed == [])
        #expect(try store.due().map(\.due.daysOverdue) == [1])
    }

    @Test("a note rescheduled by hand has the given day and interval; snoozing leaves the interval")
    func reschedule() throws {
        let folder = try ReviewedFolder()
        try folder.write(ReviewedFolder.note, to: "lag.md")
        let store = try folder.store()
        let day = try #require(CalendarDate("2026-04-01"))
        _ = try store.reschedule("lag.md", next: day, interval: 23)
        #expect(try folder.text("lag.md").contains("review_interval_days: 23\nnext_review: 2026-04-01\n"))
        _ = try store.snooze("lag.md", days: 2)
        #expect(try folder.text("lag.md").contains("review_interval_days: 23\nnext_review: 2026-03-05\n"))
    }

    @Test("the interval of a fixed note stays, in whatever case the word is", arguments: ["fixed", "Fixed"])
    func fixedInterval(word: String) throws {
        let folder = try ReviewedFolder()
        try folder.write(
            ReviewedFolder.note.replacing("tags:", with: "review: \(word)\ntags:"), to: "lag.md")
        let store = try folder.store()
        #expect(try Set(store.preview("lag.md").values.map(\.interval)) == [14])
        #expect(try store.review("lag.md", .easy).after.interval == 14)
        #expect(try folder.text("lag.md").contains("review_interval_days: 14\nnext_review: 2026-03-17\n"))
    }

    @Test("notes that share an id have logs of their own")
    func sharedID() throws {
        let folder = try ReviewedFolder()
        for name in ["en", "zh"] {
            try FileManager.default.createDirectory(
                atPath: folder.path(name), withIntermediateDirectories: true)
            try folder.write(ReviewedFolder.note, to: name + "/lag.md")
        }
        let store = try folder.store()
        _ = try store.review("zh/lag.md", .good)
        #expect(try folder.store().due().map(\.path) == ["en/lag.md"])
        #expect(try store.history().events.map(\.note) == ["zh/lag.md"])
    }

    @Test(
        "a note keeps its reviews, and what it is known by, when another one comes to share its id, and when that goes")
    func idComesToBeShared() throws {
        let folder = try ReviewedFolder()
        for name in ["en", "zh"] {
            try FileManager.default.createDirectory(
                atPath: folder.path(name), withIntermediateDirectories: true)
        }
        func reviews(_ path: String, _ store: ReviewStore) throws -> NoteReviews {
            try #require(try store.reviews(ofNoteAt: path, in: store.history()))
        }
        try folder.write(ReviewedFolder.note, to: "en/lag.md")
        let event = try folder.store().review("en/lag.md", .good)
        try folder.write(ReviewedFolder.note, to: "zh/lag.md")
        let edited = try folder.text("en/lag.md").replacing("\(event.after.nextReview)", with: "2026-03-01")
        try folder.write(edited, to: "en/lag.md")

        let shared = try folder.store()
        #expect(try reviews("en/lag.md", shared).history.events.map(\.id) == [event.id])
        #expect(try reviews("en/lag.md", shared).status.memory == event.after.memory)
        #expect(try reviews("zh/lag.md", shared).history.events.isEmpty)
        #expect(try Set(shared.due().map(\.entry.logName)) == ["lag", "zh/lag.md"])
        #expect(try shared.review("en/lag.md", .good).note == "lag")
        let other = try shared.review("zh/lag.md", .good)
        #expect(other.note == "zh/lag.md")

        try FileManager.default.removeItem(atPath: folder.path("en/lag.md"))
        let alone = try folder.store()
        #expect(try reviews("zh/lag.md", alone).history.events == [other])
        #expect(try alone.statistics(alone.history(), days: 1).past.hardest.contains { $0.note == "zh/lag.md" })
    }
}
