import Foundation

/// The project's shared data, which lies beside a checkout where it is present.
enum SharedData {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: path).path())
    }

    static func decode<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: path)))
    }

    /// Every markdown file below a folder, with its path.
    static func notes(below path: String) throws -> [(path: String, text: String)] {
        let files = FileManager.default.enumerator(at: folder.appending(path: path), includingPropertiesForKeys: nil)
        var notes: [(path: String, text: String)] = []
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "md" else { continue }
            notes.append((file.path(), String(decoding: try Data(contentsOf: file), as: UTF8.self)))
        }
        return notes
    }
}

/// An example of the specification of GitHub-flavoured markdown.
struct SpecificationExample: Decodable {
    var section: String
    var example: Int
    var markdown: String
    var html: String
}
