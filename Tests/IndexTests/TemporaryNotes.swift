import Fixtures
import Foundation
import GRDB
import Notes

@testable import Index

/// A notes folder of its own with its index, both deleted with it.
final class TemporaryNotes {
    let root: String
    let databasePath: String
    private let folder: TemporaryFolder
    private(set) var database: IndexDatabase

    init(_ files: [String: String] = [:], use: IndexDatabase.Use = .command) throws {
        folder = try TemporaryFolder()
        root = folder.path("notes")
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        databasePath = folder.path("cache/index.sqlite")
        database = try IndexDatabase(path: databasePath, root: root, for: use)
        for (path, text) in files { try write(text, to: path) }
        if !files.isEmpty { try update() }
    }

    /// A place in the folder that holds the notes folder.
    func outside(_ name: String) -> String { folder.path(name) }

    func full(_ path: String) -> String { root + "/" + path }

    func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

    func write(_ data: Data, to path: String) throws {
        let url = URL(filePath: full(path))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: url)
    }

    /// Writes a file, or makes a folder, whose name is not UTF-8.
    func write(_ text: String?, toName name: [UInt8]) {
        let path = Array(root.utf8) + [UInt8(ascii: "/")] + name
        let characters = path.map { CChar(bitPattern: $0) } + [0]
        guard let text else {
            _ = unsafe mkdir(characters, 0o755)
            return
        }
        let descriptor = unsafe open(characters, O_WRONLY | O_CREAT, 0o644)
        _ = unsafe Glibc.write(descriptor, text, text.utf8.count)
        close(descriptor)
    }

    func delete(_ path: String) throws { try FileManager.default.removeItem(atPath: full(path)) }

    func move(_ path: String, to other: String) throws {
        try FileManager.default.moveItem(atPath: full(path), toPath: full(other))
    }

    /// Brings the index up to date as if an hour had gone by since the last change.
    @discardableResult
    func update() throws -> IndexUpdate { try database.update(from: root, now: Self.now + 3_600_000_000_000) }

    /// Answers while the folder is listed.
    func answerIfUpToDate<Answer>(_ question: () throws -> Answer) throws -> Answer? {
        try database.answerIfUpToDate(PendingScan(root: root), question)
    }

    /// Opens the index again, as the next command does.
    func reopen(use: IndexDatabase.Use = .command) throws {
        database = try IndexDatabase(path: databasePath, root: root, for: use)
    }

    /// Throws when a full-text table is damaged.
    func checkIntegrity() throws {
        try database.writer.write { db in
            for table in ["text", "name_text"] {
                try db.execute(sql: "INSERT INTO \(table) (\(table), rank) VALUES ('integrity-check', 1)")
            }
        }
    }

    func search(_ query: String, limit: Int = 20, offset: Int = 0) throws -> SearchAnswer {
        try database.search(SearchRequest(query, limit: limit, offset: offset, today: Self.today))
    }

    /// The paths of the notes found, best first.
    func paths(_ query: String) throws -> [String] { try search(query).hits.map(\.path) }

    /// 2026-03-10
    static let today = CalendarDate(daysSinceEpoch: 20_522)

    private static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1_000_000_000) }
}

extension IndexUpdate {
    /// How many files were read, and how many notes forgotten.
    var work: [Int] { [indexed, removed] }
}
