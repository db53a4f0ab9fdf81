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
    /// - Parameter line: where to begin, for editors that are known to take it.
    /// - Returns: false when it could not be started.
    func open(_ path: String, line: Int? = nil) -> Bool {
        // The variable is a command line, as git and others take it; the path is an argument and never read by the shell.
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command + " \"$@\"", "kb"] + arguments(path, line)
        do {
            try process.run()
        } catch {
            return false
        }
        process.waitUntilExit()
        return process.terminationStatus != 127
    }

    private func arguments(_ path: String, _ line: Int?) -> [String] {
        guard let line else { return [path] }
        let program = command.split(separator: " ").first.map { ($0.description as NSString).lastPathComponent } ?? ""
        return switch program {
        case "vi", "vim", "nvim", "view", "gvim", "nano", "emacs", "emacsclient", "kak", "joe", "mg":
            ["+\(line)", path]
        case "code", "codium", "cursor": ["--goto", "\(path):\(line)"]
        case "hx", "subl", "zed", "micro": ["\(path):\(line)"]
        default: [path]
        }
    }
}
