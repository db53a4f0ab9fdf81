import Foundation
import Live
import Testing

@testable import Web

/// Chromium with the pages of a server that listens. `.ci/python` makes the environment that drives it.
@Suite(
    "In a real browser", .serialized, .timeLimit(.minutes(10)),
    .enabled(if: BrowserScript.isThere, "Chromium or .build/python is missing"))
struct BrowserTests {
    @Test("people read, search, copy and find their way")
    func reading() async throws { try await Self.run("reading.py", on: try TestSite(configure: Self.withColours)) }

    @Test("in an incident values go into every command, and the page keeps its place")
    func incident() async throws {
        let site = try TestSite(runs: UserConfiguration()) { configuration in
            Self.withColours(&configuration)
            configuration.token = RunSite.token
        }
        try await Self.run("incident.py", on: site, RunSite.token)
    }

    @Test("an exported site is read, searched and walked through as files")
    func files() async throws {
        let site = try TestSite(configure: Self.withColours)
        let folder = URL(fileURLWithPath: site.folder + "/exported")
        try site.server.export { path, bytes in
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        let arguments = ["file://" + folder.path, site.folder + "/notes"]
        let (status, text) = try await BrowserScript.run("files.py", arguments, output: site.folder + "/checks.txt")
        #expect(status == 0, "\(text)")
        #expect(text.contains("ok "))
    }

    @Test("no page has a serious finding of axe-core")
    func accessibility() async throws {
        try await Self.run("accessibility.py", on: try TestSite(configure: Self.withColours))
    }

    @Test("no string from a stranger runs")
    func attacks() async throws {
        let strings = EscapingTests.hostile + EscapingTests.payloads
        var notes: [String: String] = [:]
        for (number, text) in strings.enumerated() {
            notes["attack\(number).md"] = Self.note(with: text)
            let name = String(text.map { $0 == "/" || $0 == "\0" || $0.isNewline ? "_" : $0 }.prefix(60))
            notes["names/\(number) \(name).md"] = "Named by a stranger: see [[attack\(number)]].\n"
        }
        let site = try TestSite(notes, configure: Self.withColours)
        let list = site.folder + "/strings.json"
        try JSONEncoder().encode(strings).write(to: URL(fileURLWithPath: list))
        try await Self.run("attacks.py", on: site, list)
    }

    private static func withColours(_ configuration: inout WebConfiguration) {
        configuration.scriptsFolder = "/usr/share/javascript"
    }

    /// A note with a text in every place.
    private static func note(with text: String) -> String {
        let line = String(text.map { $0.isNewline ? " " : $0 })
        let quoted = line.replacing("'", with: "''")
        let cell = line.replacing("|", with: "\\|")
        return """
            ---
            title: '\(quoted)'
            tags: ['\(quoted)']
            series: '\(quoted)'
            category: '\(quoted)'
            unknown: '\(quoted)'
            ---

            # \(line)

            \(text)

            ## Symptoms \(line)

            | # | Symptom | Impact | Urgency |
            |---|---|---|---|
            | S1 | \(cell) | \(cell) | \(cell) |

            ## Detection Commands

            ### S1: \(line)

            ```\(line)
            \(text)
            ```

            ```bash \(line)
            \(text)
            ```

            ## Links

            [\(line)](x) [x](\(line)) [x](<\(line)>) [x](javascript:\(line)) ![\(line)](\(line)) ![x](<\(line)> "\(line)")

            [[\(line)]] [[attack0|\(line)]] ![[\(line)]] [x]: \(line)

            - [ ] \(line)

            > [!NOTE]
            > \(line)

            <div>\(line)</div>

            """
    }

    private static func run(_ script: String, on site: TestSite, _ further: String...) async throws {
        try await LiveServer.run(site) { port in
            let arguments = ["http://127.0.0.1:\(port)", site.folder + "/notes"] + further
            let (status, text) = try await BrowserScript.run(script, arguments, output: site.folder + "/checks.txt")
            #expect(status == 0, "\(text)")
            #expect(text.contains("ok "))
        }
    }
}

/// A Python script that drives the browser.
private enum BrowserScript {
    private static let python = TestSite.root + "/.build/python/bin/python3"
    static let isThere = [python, "/usr/bin/chromium"].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }

    static func run(_ name: String, _ arguments: [String], output: String) async throws -> (status: Int32, text: String)
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [TestSite.root + "/Tests/WebTests/Browser/" + name] + arguments
        try Data().write(to: URL(fileURLWithPath: output))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardOutput = file
        process.standardError = file
        let (ends, continuation) = AsyncStream<Int32>.makeStream()
        process.terminationHandler = { ended in
            continuation.yield(ended.terminationStatus)
            continuation.finish()
        }
        try process.run()
        var status: Int32 = -1
        for await end in ends { status = end }
        return (status, try String(contentsOfFile: output, encoding: .utf8))
    }
}
