import Fixtures
import Foundation
import Index
import KnowledgeBase
import Notes
import Testing

@Suite("An alert is found by its name")
final class SoughtAlertTests {
    private let temporary: TemporaryFolder
    private let base: KnowledgeBase

    init() throws {
        temporary = try TemporaryFolder()
        let root = temporary.path("notes")
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        let table = "## Symptoms\n\n| # | Symptom |\n|---|---|\n| S1 | Full / 滿了 |\n| S2 | Slow |\n"
        for (name, text) in [
            "21_disk.md": "---\ntitle: Disk\nalerts: { NodeDiskFull: S1, S2: [disk_slow] }\n---\n\(table)",
            "handbook.md": "---\ntitle: Handbook\nalerts: [OnCallAbsent]\n---\n\nDiskS2 is one of many.\n",
            "old.md": "---\ntitle: Old\nstatus: archived\nalerts: [OldAlert]\n---\n\(table)",
        ] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: root + "/" + name))
        }
        let folder = try NotesFolder(
            flag: root, environment: ["KB_DATABASE": temporary.path("index.sqlite")], workingDirectory: "/")
        base = try KnowledgeBase(folder, for: .command)
        try base.refresh()
    }

    @Test(
        "that a note states, or that its rule has",
        arguments: [
            ("NodeDiskFull", "21_disk#S1"), (" NodeDiskFull\n", "21_disk#S1"), ("disk_slow", "21_disk#S2"),
            ("DiskS2", "21_disk#S2"), ("DiskS2_2", "21_disk#S2"), ("OnCallAbsent", "handbook"),
        ])
    func found(query: String, reference: String) throws {
        #expect(try base.soughtAlert(query)?.reference == reference)
    }

    @Test("with what it is about")
    func subject() throws {
        let alert = try #require(try base.soughtAlert("NodeDiskFull"))
        #expect(alert.title.full == "Disk" && alert.description?.full == "Full / 滿了")
        #expect(try base.soughtAlert("OnCallAbsent")?.description == nil)
    }

    @Test(
        "and nothing else is taken for one",
        arguments: ["NodeDisk", "NodeDiskFull now", "OldAlert", "OldS1", "DiskS9", "S1", "disk", "", "21_disk"])
    func notFound(query: String) throws {
        #expect(try base.soughtAlert(query) == nil)
    }
}
