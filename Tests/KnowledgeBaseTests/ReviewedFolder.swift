import Fixtures
import Foundation
import Index
import KnowledgeBase
import Review

/// A folder of notes that are reviewed on 2026-03-03, with an index of its own; gone at the end of the test.
final class ReviewedFolder {
    let root: String
    private let database: String
    private let temporary: TemporaryFolder

    /// Due on 2026-03-03, every 14 days.
    static let note = """
        ---
        title: "Consumer lag / 消費延遲"   # both
        tags: [kafka]
        review_interval_days: 14
        next_review: 2026-03-03
        ---

        # Consumer lag / 消費延遲

        Text without a line break at its end
        """

    init() throws {
        temporary = try TemporaryFolder()
        root = temporary.path("notes")
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        database = temporary.path("index.sqlite")
    }

    func path(_ name: String) -> String { root + "/" + name }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path(name))), as: UTF8.self)
    }

    /// Everything in the folder, hidden names among it.
    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted()
    }

    /// What no write may leave behind.
    var leftovers: [String] { names.filter { $0.hasSuffix(".tmp") } }

    var logFolder: String { path(".kb/reviews") }

    /// The reviews as a command that starts now finds them.
    func store(
        now: String = "2026-03-03T09:00:00+08:00", person: String = "alice", database name: String? = nil,
        settings: [String: String] = [:]
    ) throws -> ReviewStore {
        let folder = try NotesFolder(
            flag: root, environment: ["KB_DATABASE": name ?? database], workingDirectory: "/")
        let base = try KnowledgeBase(folder, for: .command)
        try base.refresh()
        let store = ReviewStore(
            base, clock: try ReviewClock(["KB_NOW": now]), reviewer: Reviewer(person: person, machine: "laptop"),
            settings: try ReviewSettings(settings))
        _ = try store.settle()
        return store
    }
}
