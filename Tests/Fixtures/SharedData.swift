package import Foundation

/// Data that lies beside the checkout and is no part of it, by paths in its folder `shared`: tests that need it are
/// skipped where it is missing.
package enum SharedData {
    package static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared")

    package static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: path).path())
    }

    package static func data(_ path: String) throws -> Data {
        try Data(contentsOf: folder.appending(path: path))
    }

    package static func text(_ path: String) throws -> String {
        String(decoding: try data(path), as: UTF8.self)
    }

    /// The value of a JSON file.
    package static func decode<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
        try JSONDecoder().decode(type, from: data(path))
    }

    /// The values of a file of JSON lines.
    package static func lines<Line: Decodable>(_ path: String, as type: Line.Type) throws -> [Line] {
        try data(path).split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(type, from: $0) }
    }

    /// Every markdown file below a folder, with its path relative to that folder.
    package static func notes(below path: String) throws -> [(path: String, text: String)] {
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
