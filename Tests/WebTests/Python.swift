import Foundation
import Testing

/// Independent libraries of Python, from the environment that `.ci/python` makes.
enum Python {
    static let path = TestSite.root + "/.build/python/bin/python3"

    /// Runs a script that reads `input`; what it prints.
    static func run(_ script: String, input: Data) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["-c", script]
        process.environment = ["PYTHONIOENCODING": "utf-8", "PATH": "/usr/bin:/bin"]
        let (to, from) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (to, from)
        try process.run()
        try to.fileHandleForWriting.write(contentsOf: input)
        try to.fileHandleForWriting.close()
        let said = from.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: said, as: UTF8.self)
    }
}

extension Trait where Self == ConditionTrait {
    /// The libraries from PyPI are there.
    static var python: Self {
        .enabled(if: FileManager.default.isExecutableFile(atPath: Python.path), "make test makes .build/python")
    }
}
