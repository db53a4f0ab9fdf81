import Foundation
import Testing

/// The table of parts: what each may import, in the order of ARCHITECTURE.md. Imports only point up.
private let parts: [(part: String, imports: Set<String>)] = [
    ("Markdown", ["CMarkGFM", "Glibc", "Synchronization"]),
    ("Notes", ["Markdown", "Yams"]),
    ("Review", ["Notes", "Glibc"]),
    ("Detection", ["Notes", "Crypto", "Foundation"]),
    ("Index", ["Notes", "GRDB", "GRDBSQLite", "Foundation", "Glibc", "Synchronization"]),
    ("Journal", ["Notes", "Detection", "GRDB", "Foundation", "Glibc", "Synchronization"]),
    (
        "KnowledgeBase",
        [
            "Markdown", "Notes", "Review", "Detection", "Index", "Journal", "Foundation", "Synchronization", "Glibc",
        ]
    ),
    ("Catalogue", ["Notes"]),
    (
        "Live",
        [
            "CProcess", "Yams", "Notes", "Detection", "Review", "AsyncHTTPClient", "NIOCore", "NIOHTTP1",
            "NIOHTTPCompression", "NIOSSL",
            "NIOFoundationCompat", "Subprocess", "System", "SystemPackage",
            "NIOPosix", "HTTPTypes", "Foundation", "Glibc", "Synchronization", "Logging",
        ]
    ),
    (
        "Web",
        [
            "Notes", "Review", "Index", "Journal", "Markdown", "KnowledgeBase", "Catalogue", "Live", "CZlib",
            "Hummingbird",
            "HummingbirdCore", "HTTPTypes", "Mustache", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOHTTPTypesHTTP1",
            "NIOHTTPTypes",
            "ServiceLifecycle", "Logging", "Foundation", "Synchronization", "Glibc", "AsyncAlgorithms", "Detection",
            "Crypto",
        ]
    ),
    (
        "Commands",
        [
            "Notes", "Review", "Index", "Journal", "Markdown", "KnowledgeBase", "Catalogue", "Live", "ArgumentParser",
            "Foundation",
            "Glibc", "Synchronization", "Detection",
        ]
    ),
    (
        "LiveCommands",
        [
            "Notes", "Review", "Index", "Journal", "Detection", "KnowledgeBase", "Catalogue", "Live", "Web", "Commands",
            "ArgumentParser", "ServiceLifecycle", "Logging", "Foundation", "Glibc", "Synchronization", "NIOPosix",
            "NIOCore", "UnixSignals",
        ]
    ),
]

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

private func sources(of part: String) throws -> [URL] {
    let folder = root.appending(path: "Sources/\(part)")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
}

private func imports(of file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ").drop { ["package", "public", "internal", "@testable"].contains($0) }
        guard words.first == "import" else { return nil }
        // `import struct Foundation.Date` names the module before the dot.
        return words.last.map { String($0.split(separator: ".")[0]) }
    }
}

@Suite("The parts and what they know")
struct ImportTests {
    @Test("a part imports only what stands above it in the table", arguments: parts.map(\.part))
    func importsPointUp(part: String) throws {
        let files = try sources(of: part)
        #expect(!files.isEmpty, "Sources/\(part) holds no Swift file")
        let allowed = try #require(parts.first { $0.part == part }).imports
        for file in files {
            for module in try imports(of: file) {
                #expect(allowed.contains(module), "\(part)/\(file.lastPathComponent) imports \(module)")
            }
        }
    }

    @Test("the parts without input and output of their own import neither files, clock nor network")
    func pureParts() throws {
        for part in ["Markdown", "Notes", "Review"] {
            for file in try sources(of: part) {
                let modules = try imports(of: file)
                #expect(!modules.contains("Foundation"), "\(part)/\(file.lastPathComponent) imports Foundation")
            }
        }
    }

    @Test("every folder of Sources is a part of the table, the C modules or a program")
    func everyFolderIsKnown() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path())
        let known = Set(parts.map(\.part)).union(["CMarkGFM", "CZlib", "CProcess", "kb", "kb-bench"])
        #expect(Set(folders).subtracting(known).isEmpty)
    }

    @Test("no part is named for what it cannot name", arguments: ["Utils", "Helpers", "Common", "Manager", "Base"])
    func noVagueNames(name: String) throws {
        let files = FileManager.default.enumerator(atPath: root.appending(path: "Sources").path())
        for case let file as String in files ?? .init() where file.hasSuffix(".swift") {
            let stem = file.split(separator: "/").last.map { $0.dropLast(6) } ?? ""
            #expect(!stem.hasSuffix(name) || stem == "KnowledgeBase", "\(file)")
        }
    }

    @Test("no source file is longer than 400 lines, generated tables and word lists aside")
    func filesAreShort() throws {
        for (part, _) in parts {
            for file in try sources(of: part) where !file.path().contains("/Han/") {
                let lines = try String(contentsOf: file, encoding: .utf8).split(
                    separator: "\n", omittingEmptySubsequences: false)
                #expect(lines.count <= 400, "\(part)/\(file.lastPathComponent) has \(lines.count) lines")
            }
        }
    }
}
