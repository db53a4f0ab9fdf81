import Commands
import Foundation
import Index
import Journal
import KnowledgeBase
import Logging
import Testing

@testable import Catalogue
@testable import LiveCommands

@Suite("reminders by the server", .serialized, .timeLimit(.minutes(5)))
struct ReminderScheduleTests {
    /// The server's schedule over a folder, with the time that a test gives it.
    private struct Rounds {
        private var schedule: ReminderSchedule

        init(_ notes: TemporaryNotes, _ variables: [String: String], pause: Duration = .seconds(60)) throws {
            var environment = [
                "KB_DATABASE": notes.folder + "/index.sqlite", "TZ": "UTC", "KB_NOW": "2026-03-03T12:00:00Z",
            ]
            environment.merge(variables) { $1 }
            let folder = try NotesFolder(flag: notes.notes, environment: environment, workingDirectory: notes.folder)
            var logger = Logger(label: "test")
            logger.logLevel = .critical
            schedule = ReminderSchedule(
                base: try KnowledgeBase(folder, for: .server),
                journal: try Journal(path: notes.folder + "/journal.sqlite"),
                settings: try ReminderSettings(environment), environment: environment, words: .english,
                logger: logger, pause: pause)
        }

        mutating func round(at time: String) async throws -> Bool {
            schedule.environment["KB_NOW"] = time + ":00Z"
            return try await schedule.round()
        }

        func run() async throws { try await schedule.run() }
    }

    private static func webhook(_ notes: TemporaryNotes, _ path: String = "") throws -> String {
        "json=http://127.0.0.1:\(try notes.run("cat port").output)/\(path)"
    }

    /// How many messages came until now.
    private static func count(_ notes: TemporaryNotes) throws -> Int { try Listener.received(by: notes).count }

    @Test("it tells of a note from the time of day on, once for each date")
    func daily() async throws {
        try await Listener.listening([
            "note1.md": Listener.note("note1"), "note2.md": Listener.note("note2", next: "2026-03-04"),
        ]) { notes in
            var rounds = try Rounds(notes, ["KB_REMIND_AT": "09:00", "KB_REMIND_WEBHOOK": try Self.webhook(notes)])
            var counts: [Int] = []
            for time in [
                "2026-03-03T08:59", "2026-03-03T09:00", "2026-03-03T09:01", "2026-03-03T23:59", "2026-03-04T00:01",
                "2026-03-04T08:59", "2026-03-04T09:00", "2026-03-04T18:00",
            ] {
                #expect(try await rounds.round(at: time))
                counts.append(try Self.count(notes))
            }
            #expect(counts == [0, 1, 1, 1, 1, 1, 2, 2])
            #expect(try Listener.received(by: notes).map(Listener.titles) == [["note1"], ["note2"]])
        }
    }

    @Test(
        "quiet hours are kept, and what falls into them is told of at their end",
        arguments: ["07:00", "23:30", "08:00"])
    func quiet(time: String) async throws {
        try await Listener.listening(["note1.md": Listener.note("note1")]) { notes in
            var rounds = try Rounds(
                notes,
                [
                    "KB_REMIND_AT": time, "KB_REMIND_QUIET": "22:00-08:00",
                    "KB_REMIND_WEBHOOK": try Self.webhook(notes),
                ])
            for time in ["2026-03-03T22:00", "2026-03-03T23:45", "2026-03-04T00:30", "2026-03-04T07:59"] {
                _ = try await rounds.round(at: time)
                #expect(try Self.count(notes) == 0, "\(time)")
            }
            _ = try await rounds.round(at: "2026-03-04T08:00")
            #expect(try Self.count(notes) == 1)
        }
    }

    @Test("a channel that fails neither stops the others nor loses its own reminder")
    func failing() async throws {
        try await Listener.listening(["note1.md": Listener.note("note1")]) { notes in
            let channels = "json=http://127.0.0.1:1/ " + (try Self.webhook(notes))
            var rounds = try Rounds(notes, ["KB_REMIND_AT": "09:00", "KB_REMIND_WEBHOOK": channels])
            #expect(try await !rounds.round(at: "2026-03-03T09:00"))
            #expect(try await !rounds.round(at: "2026-03-03T09:01"))
            #expect(try Self.count(notes) == 1)
        }
        try await Listener.listening(["note1.md": Listener.note("note1")]) { notes in
            var rounds = try Rounds(notes, ["KB_REMIND_AT": "09:00", "KB_REMIND_WEBHOOK": try Self.webhook(notes)])
            _ = try notes.run("echo 503 > status")
            #expect(try await !rounds.round(at: "2026-03-03T09:00"))
            _ = try notes.run("echo 204 > status")
            #expect(try await rounds.round(at: "2026-03-03T09:01"))
            #expect(try await rounds.round(at: "2026-03-03T09:02"))
            #expect(try Self.count(notes) == 1)
        }
    }

    @Test("it goes on after a round that could not be done")
    func survives() async throws {
        try await Listener.listening(["note1.md": Listener.note("note1")]) { notes in
            let rounds = try Rounds(
                notes, ["KB_REMIND_AT": "09:00", "KB_REMIND_WEBHOOK": try Self.webhook(notes)],
                pause: .milliseconds(5))
            _ = try notes.run("mv notes away && touch notes")
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await rounds.run() }
                _ = try notes.run("sleep 0.2; rm notes && mv away notes")
                let end = ContinuousClock.now + .seconds(60)
                while try Self.count(notes) == 0, .now < end { try await Task.sleep(for: .milliseconds(20)) }
                group.cancelAll()
            }
            #expect(try Self.count(notes) == 1)
        }
    }

    @Test("a server and timers beside it tell of a note once")
    func together() async throws {
        let names = (1...20).map { "note\($0)" }
        let all = names.map { ($0 + ".md", Listener.note($0, next: "2026-01-15")) }
        try await Listener.listening(Dictionary(uniqueKeysWithValues: all)) { notes in
            let variables = ["KB_REMIND_WEBHOOK": try Self.webhook(notes)]
            let server = try notes.start(["serve", "--port", "0", "--remind-at", "09:00"], variables)
            let timers = try (0..<4).map { _ in try notes.start(["remind"], variables) }
            for timer in timers { timer.waitUntilExit() }
            let end = ContinuousClock.now + .seconds(60)
            while try Self.titles(notes).count < names.count, .now < end {
                try await Task.sleep(for: .milliseconds(50))
            }
            // The threads of tests block SIGTERM, and the program has inherited that.
            kill(server.processIdentifier, SIGKILL)
            server.waitUntilExit()
            #expect(try Self.titles(notes).sorted() == names.sorted())
        }
    }

    private static func titles(_ notes: TemporaryNotes) throws -> [String] {
        try Listener.received(by: notes).flatMap { Listener.titles(in: $0) }
    }
}
