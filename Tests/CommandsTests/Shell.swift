import Foundation

/// Runs a line of shell and tells what came of it.
enum Shell {
    struct Outcome {
        var output: String
        var errors: String
        var code: Int32
    }

    /// The folder that the build put the program in, beside this test.
    static let products: String = {
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return (program as NSString).deletingLastPathComponent
    }()

    static func run(_ line: String, in folder: String, _ environment: [String: String]) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        process.environment = environment
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        // Files, because two pipes that nobody empties can wait for each other.
        let names = ["out", "err"].map {
            FileManager.default.temporaryDirectory.path + "/kb-\(UUID().uuidString)-\($0)"
        }
        defer { for name in names { try? FileManager.default.removeItem(atPath: name) } }
        for name in names { _ = FileManager.default.createFile(atPath: name, contents: nil) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: names[0])
        process.standardError = FileHandle(forWritingAtPath: names[1])
        try process.run()
        process.waitUntilExit()
        let texts = try names.map { String(decoding: try Data(contentsOf: URL(fileURLWithPath: $0)), as: UTF8.self) }
        return Outcome(output: texts[0], errors: texts[1], code: process.terminationStatus)
    }
}
