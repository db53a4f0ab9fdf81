import Foundation

/// The folder of real data beside the checkout; a clone without it skips the tests that need it.
enum SharedFolder {
    static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let root = checkout.deletingLastPathComponent().appending(path: "shared")
    static let modelNote = root.appending(path: "notes/18_kafka_patterns_operations.md")
    static let lab = root.appending(path: "lab/start.sh")

    static func exists(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }
}
