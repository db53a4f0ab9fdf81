import Foundation
import Testing

@Suite(
    "What the system forbids is told with its place and its reason",
    .enabled(if: Ordinary.canRun, "needs somebody whom the system forbids anything"))
struct ForbiddenFilesTests {
    private let notes: TemporaryNotes

    init() throws {
        notes = try TemporaryNotes(filled: false)
        try notes.write("---\ntitle: Good\nstatus: stable\n---\n\nwalrus\n", to: "good.md")
        _ = try notes.run("mkdir notes/locked && printf '# Zebra\\n\\nzebra\\n' > notes/locked/zebra.md")
    }

    /// Runs a line of shell as somebody who may only what the modes of files allow.
    private func run(_ line: String) throws -> Shell.Outcome { try Ordinary.run(line, in: notes) }

    @Test("a folder that can no longer be looked into has a finding, and its notes are let go until it can")
    func folder() throws {
        #expect(try run("kb search -l zebra").output == "locked/zebra.md\n")
        let closed = try run("chmod 0 notes/locked && kb lint --format jsonl")
        #expect(closed.output.contains("\"path\":\"locked\""), "\(closed.output)")
        #expect(closed.output.contains("Permission denied"))
        #expect(try run("kb search -l zebra").code == 1)
        #expect(try run("kb search -l walrus").output == "good.md\n")
        #expect(try run("KB_LANG=zh kb lint").output.contains("locked:1:1: unreadable: 無法查看此資料夾"))
        #expect(try run("chmod 755 notes/locked && kb search -l zebra").output == "locked/zebra.md\n")
        #expect(!(try run("kb lint").output.contains("unreadable")))
    }

    @Test("so do the notes of a folder that tells nothing but their names")
    func names() throws {
        #expect(try run("chmod 444 notes/locked && kb lint").output.contains("locked/zebra.md:1:1: unreadable"))
        #expect(try run("chmod 755 notes/locked && kb search -l zebra").output == "locked/zebra.md\n")
    }

    @Test("a notes folder that may not be read is what the doctor finds broken")
    func doctor() throws {
        let outcome = try run("chmod 0 notes && kb doctor --format '{name}={state} {fix}'")
        #expect(outcome.code == 2)
        #expect(outcome.output.contains("notes=broken Cannot read the notes folder"), "\(outcome.output)")
        #expect(!outcome.output.contains("index="))
    }

    @Test("so is a journal in a folder that may not be written")
    func journal() throws {
        let outcome = try run(
            "mkdir closed && chmod 500 closed && KB_JOURNAL=closed/a/b kb doctor --format '{name}={state} {fix}'")
        #expect(outcome.code == 2)
        #expect(outcome.output.contains("journal=broken "), "\(outcome.output)")
        #expect(outcome.output.contains("Permission denied"))
    }

    @Test("a cache folder that may not be written, without advice to delete what is not there")
    func cache() throws {
        let english = try run("mkdir cache && chmod 500 cache && kb due")
        #expect(english.code == 2)
        #expect(english.errors.contains("Cannot make the index"))
        #expect(english.errors.contains(".sqlite: Permission denied. Name a file"), "\(english.errors)")
        let chinese = try run("KB_LANG=zh kb due").errors
        #expect(chinese.contains("無法建立索引"))
        #expect(chinese.contains("：Permission denied。"), "\(chinese)")
    }

    @Test("a new note, a site and alert rules in a folder that may not be written")
    func outputs() throws {
        let runbook = TemporaryNotes.source + "/Notes/backend/07_queue_backlog.md"
        try notes.write(try String(contentsOfFile: runbook, encoding: .utf8), to: "queue.md")
        let made = try run("chmod 500 notes && kb new Foo --id foo; kb new Foo --id foo --in deep")
        #expect(
            made.errors
                == "kb: Cannot write foo.md: Permission denied.\nkb: Cannot write deep/foo.md: Permission denied.\n")
        let site = try run("mkdir closed && chmod 500 closed; kb export site closed/site")
        #expect(site.code == 2)
        #expect(site.errors.contains("closed/site: Permission denied."), "\(site.errors)")
        let rules = try run("kb export alerts -o closed/rules; kb export alerts -o closed")
        #expect(rules.errors.contains("Cannot write closed/rules: Permission denied."), "\(rules.errors)")
        #expect(rules.errors.contains("Cannot write closed/queue.rules.yml: Permission denied."), "\(rules.errors)")
    }
}

/// Somebody whom the modes of files bind: the superuser may read and write whatever they say.
enum Ordinary {
    /// `nobody`, where the tests run as the superuser.
    private static let prefix = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""

    /// Whether the program can be run so: its folder may be closed to others.
    static let canRun: Bool = {
        guard let notes = try? TemporaryNotes(filled: false) else { return false }
        return (try? run("kb --version", in: notes))?.code == 0
    }()

    static func run(_ line: String, in notes: TemporaryNotes) throws -> Shell.Outcome {
        let quoted = "'" + line.replacing("'", with: "'\\''") + "'"
        return try notes.run((prefix.isEmpty ? "" : "chown -R 65534:65534 . && ") + prefix + "sh -c " + quoted)
    }
}
