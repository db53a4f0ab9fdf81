import Foundation

/// The person's editor: `VISUAL`, else `EDITOR`, else `vi`.
struct Editor {
    private let command: String

    init(environment: [String: String]) {
        let chosen = ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        command = chosen ?? "vi"
    }

    /// Opens a file and waits until the editor is closed.
    ///
    /// - Returns: false when it could not be started.
    func open(_ path: String) -> Bool {
        // The variable is a command line, as git and others take it; the path is an argument and never read by the shell.
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command + " \"$1\"", "kb", path]
        do {
            try process.run()
        } catch {
            return false
        }
        process.waitUntilExit()
        return process.terminationStatus != 127
    }
}
