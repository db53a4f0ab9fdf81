import Testing

@testable import LiveCommands

@Suite("settings of reminders")
struct ReminderSettingsTests {
    @Test("the folder that was named is named in what runs it, from the root", arguments: ["cron", "systemd"])
    func named(kind: String) throws {
        let notes = try TemporaryNotes(filled: false)
        let line = "mkdir 'my notes' && cd \(notes.folder) && pwd -P && kb --notes 'my notes' remind --print \(kind)"
        let outcome = try notes.run(line)
        let root = try #require(outcome.output.split(separator: "\n").first)
        let quote = kind == "cron" ? "'" : "\""
        #expect(outcome.output.contains("kb remind --notes \(quote)\(root)/my notes\(quote)\n"), "\(outcome)")
        #expect(ReminderTimer.cron.text(for: "/kb", notes: "/a%b").hasSuffix(#"/kb remind --notes '/a'\%'b'"# + "\n"))
        #expect(try !notes.run("kb remind --print \(kind)").output.contains("--notes"))
    }

    @Test(
        "what is wrong is said of the option that it came from, else of the variable",
        arguments: [
            ("kb remind --mail x", "--mail"), ("KB_REMIND_MAIL=x kb remind", "KB_REMIND_MAIL"),
            ("kb remind --webhook ftp://x", "--webhook"), ("KB_REMIND_QUIET=9 kb remind --quiet 7", "--quiet"),
            ("kb remind --desktop --url kb.example.org", "--url"),
            ("KB_REMIND_URL='http://kb/?q=1' kb remind --desktop", "KB_REMIND_URL"),
            ("kb serve --remind-at 99 --port 0", "--remind-at"), ("KB_REMIND_AT=99 kb serve --port 0", "KB_REMIND_AT"),
        ])
    func source(line: String, name: String) throws {
        let outcome = try TemporaryNotes(filled: false).run(line)
        #expect(outcome.code == 2 && outcome.errors.hasPrefix("kb: \(name) cannot be “"), "\(outcome)")
    }

    @Test(
        "a server with a channel and without a time says that it does not remind",
        arguments: [
            ("KB_REMIND_DESKTOP=1", "does not remind by itself"), ("KB_REMIND_DESKTOP=1 KB_LANG=zh-Hant", "不會自行提醒"),
            ("KB_REMIND_DESKTOP=1 KB_REMIND_AT=09:00", nil), ("KB_REMIND_DESKTOP=", nil),
        ] as [(String, String?)])
    func noTime(variables: String, said: String?) throws {
        // A journal that runs need and that can't be made ends the server before it listens.
        let line = variables + " KB_JOURNAL=/proc/none/journal kb serve --port 0 --allow-run"
        let outcome = try TemporaryNotes(filled: false).run(line)
        #expect(outcome.code == 2)
        #expect(said.map { outcome.errors.contains($0) } ?? !outcome.errors.contains("by itself"), "\(outcome.errors)")
    }
}
