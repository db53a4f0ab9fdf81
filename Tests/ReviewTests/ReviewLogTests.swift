import Fixtures
import Notes
import Review
import Testing

/// Events for tests, one a day.
func event(
    _ id: String, day: Int = 20_515, note: String = "18_kafka", _ action: ReviewEvent.Action = .review(.good),
    before: ReviewEvent.Before = .init(interval: 14, nextReview: CalendarDate(daysSinceEpoch: 20_515)),
    after: ReviewEvent.After? = nil
) -> ReviewEvent {
    let date = CalendarDate(daysSinceEpoch: day)
    return ReviewEvent(
        id: id, time: Timestamp(seconds: day * 86_400 + 3600, offset: 28_800), day: date, note: note, who: "alice",
        action: action, before: before,
        after: after ?? ReviewEvent.After(interval: 40, nextReview: date.adding(days: 40)))
}

@Suite("The review log")
struct ReviewLogTests {
    private func bytes(_ events: ReviewEvent...) -> [UInt8] {
        events.flatMap { ReviewLog.appending($0, after: nil) }
    }

    @Test("a line has stable keys in a stable order")
    func line() {
        let memory = Memory(
            stability: 14.5, difficulty: 2.1180897346, lastReview: CalendarDate(daysSinceEpoch: 20_501))
        let reviewed = event(
            "a1", before: .init(interval: 14, nextReview: CalendarDate(daysSinceEpoch: 20_515), memory: memory))
        #expect(
            reviewed.line == """
                {"id":"a1","time":"2026-03-03T09:00:00+08:00","day":"2026-03-03","note":"18_kafka","who":"alice",\
                "kind":"review","grade":"good","before":{"interval":14,"next_review":"2026-03-03","memory":\
                {"stability":14.5,"difficulty":2.1180897346,"last_review":"2026-02-17"}},"after":{"interval":40,\
                "next_review":"2026-04-12","memory":null}}
                """)
    }

    @Test(
        "every action is read back as it was written",
        arguments: [.review(.again), .review(.easy), .reschedule, .snooze, .undo(of: "x")] as [ReviewEvent.Action])
    func roundTrip(action: ReviewEvent.Action) throws {
        let written = event("a\"\\\n\u{2028}字🚨", note: "筆記/\t", action, before: .init())
        #expect(try ReviewEvent(line: ArraySlice(written.line.utf8)) == written)
        #expect(!written.line.contains("\n"))
    }

    @Test("where the note was is told behind its name, and read back; lines of before do not say")
    func path() throws {
        var written = event("a1")
        written.path = "筆記/18_kafka.md"
        #expect(written.line.contains(#""note":"18_kafka","path":"筆記/18_kafka.md","who":"alice""#))
        #expect(try ReviewEvent(line: ArraySlice(written.line.utf8)) == written)
        #expect(try ReviewEvent(line: ArraySlice(event("a1").line.utf8)).path == nil)
    }

    @Test("a note that one clone knew by its id, and another by its path, has one history; another of that id its own")
    func names() {
        func named(_ id: String, day: Int, _ note: String, _ path: String?) -> ReviewEvent {
            var event = event(id, day: day, note: note)
            event.path = path
            return event
        }
        let alice = bytes(named("a", day: 20_515, "lag", "en/lag.md"), named("b", day: 20_517, "lag", "en/lag.md"))
        let bob = bytes(
            named("c", day: 20_516, "en/lag.md", "en/lag.md"), named("d", day: 20_518, "zh/lag.md", "zh/lag.md"),
            named("e", day: 20_519, "lag", nil))
        let log = ReviewLog(files: [(name: "alice.jsonl", bytes: alice), (name: "bob.jsonl", bytes: bob)])
        #expect(log.events(ofNote: "en/lag.md").map(\.id) == ["a", "c", "b"])
        #expect(
            log.histories.mapValues { $0.map(\.id) }
                == ["en/lag.md": ["a", "c", "b"], "zh/lag.md": ["d"], "lag": ["e"]])
    }

    @Test("numbers read back to the same bits")
    func numbers() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            let stability = Double(bitPattern: UInt64.random(in: 1...0x7FEF_FFFF_FFFF_FFFF, using: &random))
            let memory = Memory(
                stability: stability, difficulty: Double.random(in: 1...10, using: &random),
                lastReview: CalendarDate(daysSinceEpoch: 0))
            let written = event("n", after: .init(interval: 1, nextReview: memory.lastReview, memory: memory))
            #expect(try ReviewEvent(line: ArraySlice(written.line.utf8)).after.memory == memory)
        }
    }

    @Test("all files together are one history by time, then id, whatever the order of the files")
    func order() {
        let alice = (name: "alice.jsonl", bytes: bytes(event("c", day: 20_520), event("b", day: 20_515)))
        let bob = (name: "bob.jsonl", bytes: bytes(event("a", day: 20_515), event("d", day: 20_510)))
        #expect(ReviewLog(files: [alice, bob]).events.map(\.id) == ["d", "a", "b", "c"])
        #expect(ReviewLog(files: [bob, alice]).events == ReviewLog(files: [alice, bob]).events)
    }

    @Test("a line seen twice counts once")
    func doubled() {
        let file = (name: "a.jsonl", bytes: bytes(event("a"), event("a")))
        let log = ReviewLog(files: [file, (name: "b.jsonl", bytes: bytes(event("a")))])
        #expect(log.events == [event("a")])
        #expect(log.problems.isEmpty)
    }

    @Test("two different events with one id are reported, and the first counts")
    func conflict() {
        let log = ReviewLog(files: [("a.jsonl", bytes(event("a"), event("a", .review(.hard), before: .init())))])
        #expect(log.events.count == 1)
        #expect(log.problems.map(\.kind) == [.conflict])
    }

    @Test("a torn last line is set aside with a warning, wherever it was cut")
    func torn() {
        let whole = bytes(event("a"))
        let second = bytes(event("b"))
        for length in 1..<second.count - 1 {
            let log = ReviewLog(files: [("a.jsonl", whole + second.prefix(length))])
            #expect(log.events.map(\.id) == ["a"])
            #expect(log.problems.map(\.kind) == [.torn])
            #expect(log.problems.first?.line == 2)
        }
        let complete = ReviewLog(files: [("a.jsonl", whole + second.dropLast())])
        #expect(complete.events.count == 2)
        #expect(complete.problems.isEmpty)
    }

    @Test("what is appended after a torn line stands on a line of its own")
    func appendAfterTorn() {
        let start = Array("{\"id\":\"x".utf8)
        let file = start + ReviewLog.appending(event("b"), after: start.last)
        let log = ReviewLog(files: [("a.jsonl", file)])
        #expect(log.events.map(\.id) == ["b"])
        #expect(
            log.problems.map(\.description)
                == ["a.jsonl:1: this line is no review and is not counted. It is no line of JSON."])
    }

    @Test(
        "a bad line in the middle is reported by file and line, and the others count",
        arguments: [
            "<<<<<<< HEAD", "{}", "[1]", "nonsense", "{\"id\":\"a\"}", "\u{0}\u{0}", "{\"id\":\"z\",}",
            event("z").line.replacing("good", with: "perfect"),
            event("z").line.replacing("\"review\"", with: "\"dream\""),
            event("z").line.replacing("2026-03-03T09", with: "2026-02-30T09"), event("z").line + "}",
            event("z").line.replacing("\"interval\":40", with: "\"interval\":0"),
            String(repeating: "[", count: 100_000),
        ])
    func badMiddle(line: String) {
        let log = ReviewLog(files: [("a.jsonl", bytes(event("a")) + Array((line + "\n").utf8) + bytes(event("b")))])
        #expect(log.events.map(\.id) == ["a", "b"])
        #expect(log.problems.map(\.line) == [2])
        #expect(log.problems.first?.description.hasPrefix("a.jsonl:2: ") == true)
    }

    @Test("CRLF, blank lines, a BOM and unknown keys do no harm")
    func tolerant() {
        let line = event("a").line.replacing("\"who\"", with: "\"mood\":[1.5e3,true,null],\"who\"")
        let log = ReviewLog(files: [("a.jsonl", Array("\u{FEFF}\r\n\(line)\r\n  \n".utf8))])
        #expect(log.events == [event("a")])
        #expect(log.problems.isEmpty)
    }

    @Test("different writers never share a file")
    func fileNames() {
        #expect(ReviewLog.fileName(person: "alice", machine: "lap-top") == "alice@lap-top.jsonl")
        let names = [("a", "b@c"), ("a@b", "c"), ("..", "/"), ("陳", "x"), ("", "")]
            .map { ReviewLog.fileName(person: $0.0, machine: $0.1) }
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { !$0.contains("/") && !$0.hasPrefix(".") })
    }
}
