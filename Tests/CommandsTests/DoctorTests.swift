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
        #expect(outcome.output.contains("prometheus=missing\n"))
        #expect(!FileManager.default.fileExists(atPath: notes.folder + "/state"))
    }

    @Test(
        "what other verbs refuse is broken",
        arguments: [
            ("KB_PROMETHEUS_URL=nope", "prometheus", "KB_PROMETHEUS_URL|http://127.0.0.1:9090"),
            ("KB_NOW=abc", "reviews", "KB_NOW"), ("KB_REVIEW_DAY=99", "reviews", "KB_REVIEW_DAY"),
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

    @Test("a password in the address of Prometheus is not shown")
    func password() throws {
        let outcome = try notes.run("KB_PROMETHEUS_URL=http://me:secret@localhost:9090 kb doctor")
        #expect(outcome.output.contains("http://localhost:9090"))
        #expect(!outcome.output.contains("secret"))
    }
}
