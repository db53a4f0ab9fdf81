import Foundation

/// The folder of real data beside the checkout; a clone without it skips the tests that need it.
enum SharedData {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/detection")

    static func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: name).path)
    }

    /// The lines of a file of JSON lines.
    static func lines<Line: Decodable>(_ name: String, as type: Line.Type) throws -> [Line] {
        let data = try Data(contentsOf: folder.appending(path: name))
        return try data.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(type, from: $0) }
    }
}
