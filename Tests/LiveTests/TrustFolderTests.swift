import Detection
import Foundation
import Live
import Notes
import Testing

@Suite("The folder of trust")
struct TrustFolderTests {
    private static let entry = TrustEntry(
        notes: "/notes", path: "a.md", fingerprint: Fingerprint(language: "bash", text: "uptime"),
        runner: ["bash", "-c"])

    @Test("remembers, lists and forgets")
    func remembers() async throws {
        try await withFolder { folder in
            let trust = TrustFolder(["XDG_STATE_HOME": folder.path])
            #expect(!trust.contains(Self.entry))
            try trust.add(Self.entry)
            #expect(trust.contains(Self.entry))
            #expect(trust.entries() == [Self.entry])
            trust.remove(Self.entry)
            #expect(!trust.contains(Self.entry))
        }
    }

    @Test(
        "believes no file that others could have written",
        arguments: ["content", "mode", "folder mode", "link", "folder link", "pipe", "other name", "huge"])
    func forged(how: String) async throws {
        try await withFolder { folder in
            let trust = TrustFolder(["XDG_STATE_HOME": folder.path])
            try trust.add(Self.entry)
            let file = trust.path + "/" + Self.entry.fileName
            let manager = FileManager.default
            switch how {
            case "content": try Data((Self.entry.text + "more\n").utf8).write(to: URL(fileURLWithPath: file))
            case "mode": try manager.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file)
            case "folder mode": try manager.setAttributes([.posixPermissions: 0o777], ofItemAtPath: trust.path)
            case "link":
                try manager.moveItem(atPath: file, toPath: folder.path + "/elsewhere")
                try manager.createSymbolicLink(atPath: file, withDestinationPath: folder.path + "/elsewhere")
            case "folder link":
                try manager.moveItem(atPath: trust.path, toPath: folder.path + "/elsewhere")
                try manager.createSymbolicLink(atPath: trust.path, withDestinationPath: folder.path + "/elsewhere")
            case "pipe":
                try manager.removeItem(atPath: file)
                #expect(unsafe mkfifo(file, 0o600) == 0)
            case "huge": try Data(repeating: 0x61, count: 1 << 20).write(to: URL(fileURLWithPath: file))
            default:
                try manager.moveItem(atPath: file, toPath: trust.path + "/" + String(repeating: "a", count: 64))
            }
            #expect(!trust.contains(Self.entry))
            #expect(trust.entries().isEmpty)
        }
    }

    @Test("is not kept among the notes, where others write")
    func amongNotes() async throws {
        try await withFolder { folder in
            let trust = TrustFolder(["XDG_STATE_HOME": folder.path])
            let entry = TrustEntry(
                notes: folder.path, path: "a.md", fingerprint: Self.entry.fingerprint, runner: ["bash"])
            #expect(throws: TrustError.amongNotes(path: trust.path)) { try trust.add(entry) }
            // Nor is one believed that came there another way.
            try FileManager.default.createDirectory(
                atPath: trust.path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let file = trust.path + "/" + entry.fileName
            try Data(entry.text.utf8).write(to: URL(fileURLWithPath: file))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            #expect(!trust.contains(entry))
        }
    }
}

@Suite("The configuration of a person")
struct UserConfigurationTests {
    private func read(_ text: String) async throws -> UserConfiguration {
        try await withFolder { folder in
            try FileManager.default.createDirectory(
                at: folder.appending(path: "kb"), withIntermediateDirectories: true)
            try text.write(to: folder.appending(path: "kb/config.yaml"), atomically: true, encoding: .utf8)
            return try UserConfiguration(["XDG_CONFIG_HOME": folder.path])
        }
    }

    @Test("adds runners, profiles and limits")
    func reads() async throws {
        let configuration = try await read(
            """
            runners:
              python: [python3, -c]
              sql: {command: [psql, -X, -f, "-"], text: input, binds: psql}
            profiles:
              prod: {bootstrap_server: "kafka-1:9092"}
            limits: {seconds: 5, output: 1000, parallel: 2}
            secrets: ["CARD \\\\d+"]
            environment: [KUBECONFIG]
            folder: /srv
            isolation: none
            """)
        #expect(configuration.runners["python"] == .init(arguments: ["python3", "-c"]))
        #expect(configuration.runners["bash"]?.arguments.first == "bash")
        #expect(configuration.profiles["prod"] == ["bootstrap_server": "kafka-1:9092"])
        #expect(configuration.limits.seconds == 5 && configuration.limits.outputBytes == 1000)
        #expect(!configuration.isIsolated && configuration.folder == "/srv")
    }

    @Test("without a file holds what is usual, and an empty file is none")
    func usual() async throws {
        #expect(try UserConfiguration(["XDG_CONFIG_HOME": "/no/such"]).limits == RunLimits())
        #expect(try await read("").limits == RunLimits())
    }

    @Test(
        "is refused with the place of what is wrong in it",
        arguments: [
            ("limits:\n  second: 5", 2), ("runnners: {}", 1), ("limits:\n  seconds: soon", 2),
            ("limits: {seconds: 0}", 1),
            ("secrets: ['(']", 1), ("profiles:\n  prod: 5", 2), ("runners:\n  x: []", 2), ("{{ x }}: 1", 1),
            ("a: [", 1), ("folder: here", 1), ("isolation: maybe", 1), ("- list", 1),
        ])
    func refused(text: String, line: Int) async {
        let error = await #expect(throws: ConfigurationError.self) { try await read(text) }
        #expect(error?.line == line || text == "a: [")
        #expect(error?.description.contains("kb/config.yaml:") == true)
    }
}
