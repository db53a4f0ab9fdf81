import Foundation

/// The project's shared data, which lies beside a checkout where it is present.
enum SharedData {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")

    static let modelNote = "notes/18_kafka_patterns_operations.md"

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: path).path())
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
    }

    /// Every markdown file below a folder, with its path relative to that folder.
    static func notes(below path: String) throws -> [(path: String, text: String)] {
        let root = folder.appending(path: path)
        let names = FileManager.default.enumerator(atPath: root.path())
        var notes: [(path: String, text: String)] = []
        while let name = names?.nextObject() as? String {
            guard name.hasSuffix(".md") else { continue }
            notes.append((name, String(decoding: try Data(contentsOf: root.appending(path: name)), as: UTF8.self)))
        }
        return notes
    }
}
