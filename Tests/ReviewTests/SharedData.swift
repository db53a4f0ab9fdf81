import Foundation

/// Data that lies beside the checkout and is no part of it; tests that need it are skipped where it is missing.
enum SharedData {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared/review")

    static func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: name).path)
    }

    static func data(_ name: String) throws -> Data {
        try Data(contentsOf: folder.appending(path: name))
    }

    /// The objects of a JSON lines file.
    static func lines<Line: Decodable>(_ name: String, as type: Line.Type) throws -> [Line] {
        try data(name).split(separator: UInt8(ascii: "\n")).map { line in
            try JSONDecoder().decode(type, from: line)
        }
    }
}
