import Foundation

/// The project's shared data, which lies beside a checkout where it is present.
enum SharedData {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: path).path())
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
    }
}

/// How many inputs a random test tries: `KB_FUZZ_COUNT`, for long runs, or else its own small number.
func fuzzCount(_ usual: Int) -> Int {
    ProcessInfo.processInfo.environment["KB_FUZZ_COUNT"].flatMap(Int.init) ?? usual
}
