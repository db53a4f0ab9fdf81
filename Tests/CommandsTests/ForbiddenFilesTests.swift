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
