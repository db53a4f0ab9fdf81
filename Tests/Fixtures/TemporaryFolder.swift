import Foundation

/// A new empty folder, removed with all it holds when its owner, a variable or a fixture, goes.
package struct TemporaryFolder: ~Copyable, Sendable {
    /// Without symbolic links on the way.
    package let path: String

    package init() throws {
        let new = FileManager.default.temporaryDirectory.path + "/kb-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: new, withIntermediateDirectories: true)
        path = URL(fileURLWithPath: new).resolvingSymlinksInPath().path
    }

    deinit {
        // What is still being closed removes files of its own meanwhile, at which `removeItem` gives up, as it does at
        // folders that a test has closed.
        for _ in 0..<5 where FileManager.default.fileExists(atPath: path) {
            if (try? FileManager.default.removeItem(atPath: path)) != nil { return }
            openFolders()
        }
    }

    private func openFolders() {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/chmod")
        process.arguments = ["-R", "u+rwx", path]
        process.standardError = FileHandle.nullDevice
        if (try? process.run()) != nil { process.waitUntilExit() }
    }

    /// Where something of this name stands in the folder, or would.
    package func path(_ name: String) -> String { path + "/" + name }
}
