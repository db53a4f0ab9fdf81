/// The programs that a shell script names, as far as they can be told without running it: success is not read from an
/// exit code alone, for in `a | awk …` a missing `a` may end with 0.
package enum ShellPrograms {
    /// What a shell does itself, or what only begins, joins or ends commands.
    private static let own: Set<String> = [
        "if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "in", "select",
        "function", "{", "}", "!", "[[", "]]", "time", "coproc", ":", ".", "[", "alias", "bg", "bind", "break",
        "builtin",
        "caller", "cd", "command", "compgen", "complete", "continue", "declare", "dirs", "disown", "echo", "enable",
        "eval", "exec", "exit", "export", "false", "fc", "fg", "getopts", "hash", "help", "history", "jobs", "kill",
        "let", "local", "logout", "mapfile", "popd", "printf", "pushd", "pwd", "read", "readarray", "readonly",
        "return",
        "set", "shift", "shopt", "source", "suspend", "test", "times", "trap", "true", "type", "typeset", "ulimit",
        "umask", "unalias", "unset", "wait",
    ]
    /// Words of the shell after which another command begins.
    private static let leading: Set<String> = ["if", "then", "else", "elif", "while", "until", "do", "{", "!"]
    /// Programs that run the command behind them, with those of their options of one letter whose value is the next word.
    private static let prefixes: [String: String] = [
        "env": "uCS", "exec": "a", "nice": "n", "nohup": "", "setsid": "", "stdbuf": "ioe", "sudo": "ugpChrtTDRU",
        "time": "fo", "timeout": "ks", "xargs": "nILPsdEa",
    ]

    /// The programs in the order in which they first stand. What is made by an expansion, defined as a function or an
    /// alias, or asked for with `command -v`, is left out.
    package static func names(in script: String) -> [String] {
        var scanner = ShellScanner(bytes: Array(script.utf8))
        scanner.scan()
        var seen = scanner.excluded.union(own)
        return scanner.found.filter { seen.insert($0).inserted }
    }

    /// What a command's first word says of what follows.
    static func beginning(with word: String) -> ShellScanner.Command {
        var command = ShellScanner.Command()
        if let options = prefixes[word] {
            command.options = Array(options.utf8)
            command.takesDuration = word == "timeout"
            return command
        }
        guard !leading.contains(word) else { return command }
        command.isStart = false
        switch word {
        case "alias": command.arguments = .aliases
        case "command", "type", "which", "hash": command.arguments = .queries
        case "for": command.isLoop = true
        default: break
        }
        return command
    }

    /// Whether a word belongs to the shell itself.
    static func isOwn(_ word: String) -> Bool { own.contains(word) }
}
