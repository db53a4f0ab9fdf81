import Foundation

/// Shows what is taller than the screen a page at a time.
struct Pager {
    /// A command line for the shell.
    let command: String

    /// The pager that the person chose: `KB_PAGER`, `PAGER`, else `less` as git calls it; nil when there is to be none.
    init?(environment: [String: String]) {
        let chosen = environment["KB_PAGER"] ?? environment["PAGER"] ?? "less -FIRX"
        guard !chosen.isEmpty, chosen != "cat", environment["TERM"] != "dumb" else { return nil }
        command = chosen
    }

    /// Shows a text; leaving the pager early is no error.
    ///
    /// - Returns: false when the pager could not be started, so that the text is still to be shown.
    func show(_ text: String) -> Bool {
        unsafe setenv("LESSCHARSET", "utf-8", 0)
        guard let pipe = unsafe popen(command, "w") else { return false }
        // Keys reach the pager and kb alike: who interrupts a search in the pager stays there, and so must kb.
        let numbers = [SIGINT, SIGQUIT]
        let handlers = numbers.map { signal($0, SIG_IGN) }
        defer { for (number, handler) in zip(numbers, handlers) { _ = signal(number, handler) } }
        _ = unsafe fputs(text, pipe)
        // 127 is the shell's word for a program that it did not find.
        return unsafe pclose(pipe) & 0xFF00 != 127 << 8
    }
}
