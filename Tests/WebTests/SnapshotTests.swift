import Foundation
import Testing

@Suite("Pages as they were last agreed on", .serialized)
struct SnapshotTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Snapshots"

    /// `KB_RECORD_SNAPSHOTS=1` writes the files anew, to be read before they are committed.
    private static let isRecording = ProcessInfo.processInfo.environment["KB_RECORD_SNAPSHOTS"] != nil

    @Test(
        "a page is the same as its file",
        arguments: [
            ("home", "/"), ("note", "/notes/20_queue_operations"), ("draft", "/notes/19_queue_deep_dive"),
            ("choice", "/notes/index"), ("search", "/search?q=backlog"), ("symptoms", "/symptoms"),
            ("series", "/series/backend"), ("tags", "/tags"), ("missing", "/notes/queue_deep"),
        ], ["en", "zh-Hant"])
    func page(page: (name: String, path: String), language: String) async throws {
        let site = try TestSite()
        let text = Self.withoutHashes(try await site.text(page.path, language: language))
        let file = "\(Self.folder)/\(page.name).\(language).html"
        if Self.isRecording {
            try FileManager.default.createDirectory(atPath: Self.folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        }
        let wanted = try String(contentsOfFile: file, encoding: .utf8)
        let lines = zip(text.split(separator: "\n"), wanted.split(separator: "\n")).first { $0 != $1 }
        #expect(text == wanted, "first difference: \(lines.map { "\($0.0)\n\($0.1)" } ?? "length")")
    }

    /// The names of static files change with every edit of theirs.
    private static func withoutHashes(_ page: String) -> String {
        page.components(separatedBy: "/static/").enumerated().map { number, part in
            guard number > 0, let end = part.firstIndex(of: "\"") else { return part }
            let name = part[..<end].split(separator: ".")
            return "/static/" + (name.count == 3 ? "\(name[0]).\(name[2])" : part[..<end].description) + part[end...]
        }.joined()
    }
}
