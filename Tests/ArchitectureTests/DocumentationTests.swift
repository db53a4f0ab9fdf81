import Foundation
import Testing

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

private func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
}

/// The text of each source file, with its name.
private func sources() throws -> [(name: String, text: String)] {
    let files = FileManager.default.enumerator(at: root.appending(path: "Sources"), includingPropertiesForKeys: nil)
    var sources: [(String, String)] = []
    for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
        sources.append((file.lastPathComponent, try String(contentsOf: file, encoding: .utf8)))
    }
    return sources
}

/// Everything that a pattern's first group finds in the sources.
private func found(_ pattern: Regex<(Substring, Substring)>) throws -> Set<String> {
    var found: Set<String> = []
    for source in try sources() {
        for match in source.text.matches(of: pattern) { found.insert(String(match.output.1)) }
    }
    return found
}

@Suite("The README says what the program does")
struct DocumentationTests {
    @Test("every verb has its line")
    func verbs() throws {
        let readme = try text("README.md")
        // `kb review` stands for `kb review notes`.
        let verbs = try found(/commandName: "([a-z]+)"/).subtracting(["kb", "notes"])
        #expect(verbs.count > 8)
        for verb in verbs {
            #expect(
                readme.contains("kb \(verb)") || readme.contains("`\(verb)`") || readme.contains("export \(verb)"),
                "kb \(verb) is not in the README")
        }
    }

    @Test("every command in the table of commands exists")
    func commands() throws {
        let verbs = try found(/commandName: "([a-z]+)"/)
        let named = try text("README.md").matches(of: /\| `kb ([a-z]+)/)
        #expect(named.count > 8)
        for match in named {
            #expect(verbs.contains(String(match.output.1)), "kb \(match.output.1) is in the README only")
        }
    }

    @Test("every environment variable has its line")
    func environment() throws {
        let readme = try text("README.md")
        let names = try found(/"(KB_[A-Z_]+)"/).filter { !$0.hasPrefix("KB_BENCH") }
        #expect(names.count > 8)
        for name in names {
            #expect(readme.contains("`\(name)`"), "\(name) is not in the README")
        }
    }

    @Test("every library has its line")
    func libraries() throws {
        let readme = try text("README.md")
        let libraries = try text("Package.swift")
            .matches(of: /package\(url: "https:\/\/github\.com\/[^\/]+\/([^"]+)"/)
        #expect(libraries.count > 5)
        for match in libraries {
            #expect(readme.contains(String(match.output.1)), "\(match.output.1) is not in the README")
        }
    }

    @Test("the table of parts names every folder of the sources")
    func parts() throws {
        let architecture = try text("ARCHITECTURE.md")
        let folders = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path())
        for folder in folders { #expect(architecture.contains("`\(folder)`"), "\(folder) is not in the table") }
    }
}

@Suite("The sources say what they hold")
struct CommentTests {
    /// What a protocol asks for is described there: `ParsableCommand`, `Comparable`, `ExplainedError`, `Row`,
    /// `RequestContext`.
    private static let described = [
        "static let configuration", "init() {}", "func run()", "func validate()", "static func <", "static func ==",
        "var sentence", "var description", "var path: String {", "var object: JSONObject", "coreContext",
        "init(source:",
    ]

    @Test("every declaration that other parts use has a comment")
    func declarations() throws {
        for source in try sources() {
            let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated() where Self.mustBeDescribed(Self.unindented(line)) {
                // The lines of attributes stand between the two; those that go on are indented further.
                let indentation = line.utf8.count - Self.unindented(line).utf8.count
                let above = lines[..<index].last { other in
                    let text = Self.unindented(other)
                    return !text.hasPrefix("@") && other.utf8.count - text.utf8.count <= indentation
                }
                #expect(
                    above.map { Self.unindented($0).hasPrefix("///") } == true, "\(source.name):\(index + 1) has none")
            }
        }
    }

    private static func mustBeDescribed(_ text: Substring) -> Bool {
        guard text.hasPrefix("package ") || (text.hasPrefix("@") && text.contains(" package ")) else { return false }
        return !text.hasPrefix("package import") && !text.hasPrefix("package extension")
            && !described.contains { text.contains($0) }
    }

    private static func unindented(_ line: Substring) -> Substring { line.drop { $0 == " " } }
}
