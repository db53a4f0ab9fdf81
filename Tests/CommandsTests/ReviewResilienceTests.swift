import Foundation
import Testing

@Suite("reviews by the program", .serialized)
struct ReviewResilienceTests {
    /// `KB_KILLS=200` for the full run.
    private static let kills = ProcessInfo.processInfo.environment["KB_KILLS"].flatMap { Int($0) } ?? 8

    private static let note = """
        ---
        title: Backlog / 積壓
        review_interval_days: 14
        next_review: 2026-03-03
        ---

        # Backlog / 積壓

        """

    private struct Event: Decodable {
        struct State: Decodable {
            var interval: Int
            var next_review: String
        }

        var id: String
        var note: String
        var after: State
    }

    private func events(in notes: borrowing TemporaryNotes) throws -> [Event] {
        let folder = notes.notes + "/.kb/reviews"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return try names.sorted().flatMap { name in
            try String(contentsOfFile: folder + "/" + name, encoding: .utf8).split(separator: "\n")
                .compactMap { try? JSONDecoder().decode(Event.self, from: Data($0.utf8)) }
        }
    }

    @Test("a review that is killed at any moment is there as a whole, or not at all")
    func killed() throws {
        let notes = try TemporaryNotes(filled: false)
        try notes.write(Self.note, to: "backlog.md")
        var before = 0
        var interval = 14
        var next = "2026-03-03"
        for number in 0..<Self.kills {
            let day =
                "KB_NOW=20\(26 + number / 300)-\(String(101 + number / 28 % 12).dropFirst())-"
                + "\(String(101 + number % 28).dropFirst())T09:00:00Z"
            let grade = ["good", "again", "hard", "easy"].randomElement() ?? "good"
            let seconds = Double.random(in: 0.001...0.08)
            let outcome = try notes.run("\(day) timeout -s KILL \(seconds) kb review backlog --grade \(grade)")
            #expect(try notes.run("\(day) kb due --until +400d --format path").code == 0)
            let events = try events(in: notes)
            let log = try notes.run("cat notes/.kb/reviews/*.jsonl 2>/dev/null | wc -l").output
            #expect(Int(log.trimmingCharacters(in: .whitespacesAndNewlines)) == events.count, "every line is whole")
            #expect(Set(events.map(\.id)).count == events.count, "none is doubled")
            #expect(events.count == before || events.count == before + 1)
            if outcome.code == 0 { #expect(events.count == before + 1, "what was said to be done is done") }
            before = events.count
            if let last = events.last { (interval, next) = (last.after.interval, last.after.next_review) }
            let wanted = Self.note.replacing("days: 14", with: "days: \(interval)")
                .replacing("2026-03-03", with: next)
            #expect(try String(contentsOfFile: notes.notes + "/backlog.md", encoding: .utf8) == wanted)
        }
        #expect(try notes.run("kb review backlog --grade good").code == 0)
        #expect(try notes.run("find notes -name '*.tmp'").output == "", "the next review clears up")
    }

    @Test("many at once lose nothing")
    func together() throws {
        let notes = try TemporaryNotes(filled: false)
        try notes.write(Self.note, to: "backlog.md")
        let processes = try (0..<6).map { _ in try notes.start(["review", "backlog", "--grade", "good"]) }
        for process in processes {
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
        let events = try events(in: notes)
        #expect(events.count == 6)
        #expect(try notes.run("kb due --until +400d --json").output.contains("backlog"))
        #expect(try notes.run("kb review undo backlog").code == 0)
    }

    @Test("the logs of two clones merge in git without a conflict, and give one schedule", .enabled(if: has("git")))
    func clones() throws {
        let notes = try TemporaryNotes(filled: false)
        for name in ["a", "b", "c"] { try notes.write(Self.note, to: name + ".md") }
        let git = "git -c user.name=t -c user.email=t@example.org -c init.defaultBranch=main -c commit.gpgsign=false"
        func run(_ line: String) throws -> Shell.Outcome {
            let outcome = try notes.run("set -e; git() { command \(git) \"$@\"; }; " + line)
            #expect(outcome.code == 0, "\(line): \(outcome.output)\(outcome.errors)")
            return outcome
        }
        _ = try run("cd notes; git init -q; git add -A; git commit -qm begin; git clone -q . ../clone")
        _ = try run("KB_REVIEWER=ann kb review a --grade good; KB_REVIEWER=ann kb review c --grade easy")
        _ = try run(
            "export KB_NOTES=$PWD/clone; KB_REVIEWER=bob kb review b --grade hard; KB_REVIEWER=bob kb review c --grade again"
        )
        _ = try run("cd notes; git add -A; git commit -qm ann; cd ../clone; git add -A; git commit -qm bob -- .kb b.md")
        // The log tells what happened to c; of the note itself one clone's version is taken.
        _ = try run("cd clone; git checkout -q HEAD c.md; git pull -q --no-rebase --no-edit")
        let merged = try run("kb --notes clone due --until +400d --json")
        #expect(try events(in: notes).count == 2)
        let lines = try run("cat clone/.kb/reviews/*.jsonl | wc -l").output
        #expect(lines.trimmingCharacters(in: .whitespacesAndNewlines) == "4")
        _ = try run(
            "cd clone; git add -A; git commit -qm healed || true; cd ../notes; git pull -q --no-rebase --no-edit ../clone main"
        )
        let other = try run("kb --notes notes due --until +400d --json")
        #expect(merged.output == other.output)
        #expect(merged.output.contains("\"note\":\"c\""))
    }

    @Test("a session asks, shows and grades at single keys, and is left at any time", .enabled(if: has("script")))
    func session() throws {
        let notes = try TemporaryNotes(filled: false)
        for name in ["a", "b"] { try notes.write(Self.note + "Words that are hidden first.\n", to: name + ".md") }
        func session(_ keys: String) throws -> String {
            try notes.run(
                "export KB_NOW=2026-03-03T09:00:00Z TERM=dumb KB_REVIEWER=ann; "
                    + "(sleep 0.3; printf '\(keys)'; sleep 0.3) | script -qec 'kb review' /dev/null"
            ).output
        }
        let left = try session("q")
        #expect(left.contains("1/2"))
        #expect(!left.contains("hidden first"))
        #expect(try events(in: notes).isEmpty)
        let graded = try session(" 3\\n1")
        #expect(graded.contains("hidden first"))
        #expect(try events(in: notes).map(\.note) == ["a", "b"])
        #expect(try notes.run("KB_NOW=2026-03-03T09:00:00Z kb due --short").output == "")
    }

    @Test("an editor has the terminal while it is open, and the session goes on after it", .enabled(if: has("script")))
    func editor() throws {
        let notes = try TemporaryNotes(filled: false)
        // Neither blanks nor quotation marks of a name are read by the shell, nor one that is a character with a letter.
        let name = "ann's own $note; \u{D4E}'exit; '.md"
        try notes.write(Self.note, to: name)
        try Data(
            """
            #!/bin/sh
            : > opened
            read word < /dev/tty
            echo "$word, $1" > typed
            """.utf8
        ).write(to: URL(fileURLWithPath: notes.folder + "/editor"))
        func waiting(for file: String) -> String {
            "for i in $(seq 200); do [ -e \(file) ] && break; sleep 0.05; done"
        }
        let keys =
            "sleep 0.3; printf e; \(waiting(for: "opened")); printf 'walrus\\n'; "
            + "\(waiting(for: "typed")); printf q; sleep 0.3"
        let session = try notes.run(
            "chmod +x editor; export KB_NOW=2026-03-03T09:00:00Z TERM=dumb EDITOR=./editor; unset VISUAL; "
                + "(\(keys)) | timeout -s KILL 60 script -qec 'kb review; echo left with $?' /dev/null")
        #expect(session.output.contains("left with 0"))
        #expect(try notes.run("cat typed").output.hasSuffix("/notes/\(name)\n"))
        #expect(try notes.run("cat typed").output.hasPrefix("walrus, /"))
    }

    @Test(
        "the model note is due on its day", .enabled(if: FileManager.default.fileExists(atPath: model), "no ../shared"))
    func modelNote() throws {
        let notes = try TemporaryNotes(filled: false)
        try FileManager.default.copyItem(
            atPath: Self.model, toPath: notes.notes + "/18_kafka_patterns_operations.md")
        let now = "unset TZ; export KB_NOW=2026-03-03T09:00:00+08:00; "
        _ = try notes.run("chmod u+w notes/*.md; cp notes/*.md before")
        let due = try notes.run(now + "kb due --json").output
        #expect(due.contains(#""note":"18_kafka_patterns_operations""#))
        #expect(due.contains(#""next_review":"2026-03-03","days_overdue":0,"interval_days":14,"#))
        for (grade, isLonger) in [("good", true), ("again", false)] {
            #expect(try notes.run(now + "kb review 18_kafka_patterns_operations --grade \(grade)").code == 0)
            let changed = try notes.run("diff before notes/18*.md").output.split(separator: "\n")
            #expect(changed.filter { $0.hasPrefix("<") }.count == 2)
            #expect(changed.filter { $0.hasPrefix(">") }.count == 2)
            let days = try #require(try events(in: notes).last?.after.interval)
            #expect((days > 14) == isLonger)
            #expect(try notes.run(now + "kb review undo; cmp before notes/18*.md").code == 0)
        }
    }

    private static let model: String = {
        let root = (((TemporaryNotes.source as NSString).deletingLastPathComponent) as NSString)
            .deletingLastPathComponent
        return root + "/../shared/notes/18_kafka_patterns_operations.md"
    }()

    private static func has(_ program: String) -> Bool {
        ["/usr/bin/", "/bin/", "/usr/local/bin/"].contains {
            FileManager.default.isExecutableFile(atPath: $0 + program)
        }
    }
}
