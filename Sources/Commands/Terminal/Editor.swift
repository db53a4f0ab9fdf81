import Foundation
import KnowledgeBase

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
        // The variable is a command line, as git and others take it; the shell reads nothing into the path.
        let words = arguments(path, line).map(ShellWord.inQuotes)
        // What an editor runs in turn ends where nobody reads it, as everywhere.
        let handler = signal(SIGPIPE, SIG_DFL)
        defer { _ = signal(SIGPIPE, handler) }
        // Foundation would give it a group of its own, and the terminal stops who reads it from another group than the one
        // that it belongs to.
        let status = unsafe system(([command] + words).joined(separator: " "))
        // 127 is the shell's word for a program that it did not find.
        return status != -1 && status & 0xFF00 != 127 << 8
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
