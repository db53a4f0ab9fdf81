import Foundation
import Testing

@Suite("The doctor says of each setting whether what needs it works")
struct DoctorTests {
    private let notes: TemporaryNotes

    init() throws { notes = try TemporaryNotes(filled: false) }

    @Test("a set-up without settings is fine, and nothing is made")
    func fine() throws {
        let outcome = try notes.run("kb doctor --format '{name}={state}'")
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
        for name in ["notes", "index", "configuration", "reviews", "journal", "static"] {
            #expect(outcome.output.contains("\(name)=fine\n"), "\(name)")
        }
        #expect(outcome.output.contains("prometheus=missing\n") && outcome.output.contains("reminders=missing\n"))
        #expect(!FileManager.default.fileExists(atPath: notes.folder + "/state"))
    }

    @Test(
        "what other verbs refuse is broken",
        arguments: [
            ("KB_PROMETHEUS_URL=nope", "prometheus", "KB_PROMETHEUS_URL|http://127.0.0.1:9090"),
            ("KB_NOW=abc", "reviews", "KB_NOW"), ("KB_REVIEW_DAY=99", "reviews", "KB_REVIEW_DAY"),
            ("KB_REMIND_MAIL=nobody", "reminders", "KB_REMIND_MAIL"), ("KB_REMIND_AT=99", "reminders", "09:00"),
            ("KB_REMIND_QUIET=9 KB_REMIND_DESKTOP=1", "reminders", "KB_REMIND_QUIET"),
            ("KB_REMIND_URL=kb KB_REMIND_DESKTOP=1", "reminders", "KB_REMIND_URL"),
            ("KB_REMIND_MAIL=me@example.com KB_SENDMAIL=/nope", "reminders", "/nope is not installed"),
            ("KB_STATIC=/nope", "static", "KB_STATIC"), ("KB_JOURNAL=notes", "journal", "KB_JOURNAL"),
            ("KB_JOURNAL=file/journal.sqlite", "journal", "Not a directory"),
            ("XDG_CONFIG_HOME=$PWD/config", "configuration", "config.yaml:1"),
        ])
    func broken(_ setting: String, _ name: String, _ reasons: String) throws {
        let prepared = "mkdir -p config/kb && echo 'nonsense: 1' > config/kb/config.yaml && : > file"
        let outcome = try notes.run("\(prepared) && \(setting) kb doctor --format '{name}={state} {fix}'")
        #expect(outcome.code == 2)
        let lines = outcome.output.split(separator: "\n").filter { $0.contains("=broken") }
        #expect(lines.count == 1, "\(outcome.output)")
        let line = try #require(lines.first)
        #expect(line.hasPrefix("\(name)=broken "))
        #expect(reasons.split(separator: "|").contains { line.contains($0) }, "\(line)")
    }

    @Test("reminders are told with where and when, and without the secrets of their addresses")
    func reminders() throws {
        let times = "KB_REMIND_AT=09:00 KB_REMIND_QUIET=22:00-08:00"
        let hook = "https://hooks.slack.com/services/secret"
        let mail = "KB_REMIND_MAIL=me@example.com KB_SENDMAIL=/bin/true"
        let outcome = try notes.run(
            "\(mail) KB_REMIND_WEBHOOK=\(hook) \(times) kb doctor --format '{name}={state} {value}'")
        #expect(
            outcome.output.contains("reminders=fine me@example.com, slack (hooks.slack.com) \(times)\n"), "\(outcome)")
        let wrong = try notes.run("KB_REMIND_WEBHOOK=ftp://hooks.slack.com/services/secret kb doctor")
        #expect(wrong.code == 2 && wrong.output.contains("KB_REMIND_WEBHOOK"))
        #expect(!(outcome.output + wrong.output).contains("secret"))
    }

    @Test("a password in the address of Prometheus is not shown")
    func password() throws {
        let outcome = try notes.run("KB_PROMETHEUS_URL=http://me:secret@localhost:9090 kb doctor")
        #expect(outcome.output.contains("http://localhost:9090"))
        #expect(!outcome.output.contains("secret"))
    }
}
