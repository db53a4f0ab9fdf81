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
    /// Words after which another command begins.
    private static let leading: Set<String> = [
        "if", "then", "else", "elif", "while", "until", "do", "{", "!", "time", "exec", "sudo", "nohup", "timeout",
    ]

    /// The programs in the order in which they first stand. What is made by an expansion, defined as a function or asked
    /// for with `command -v` is left out.
    package static func names(in script: String) -> [String] {
        var scanner = Scanner(bytes: Array(script.utf8))
        scanner.scan()
        var seen = scanner.excluded.union(own)
        return scanner.found.filter { seen.insert($0).inserted }
    }

    /// One pass over the script. It need not understand everything: what it can't place is no program.
    private struct Scanner {
        let bytes: [UInt8]
        var position = 0
        var found: [String] = []
        var excluded: Set<String> = []
        /// The ends of here-documents that begin at the next line.
        var documents: [(end: [UInt8], isIndented: Bool)] = []
        /// Whether a command may begin here; one for each open bracket.
        var isStart = true
        var caseDepth = 0
        var isFunction = false
        var isQuery = false
        var isTimed = false

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func scan() {
            while position < bytes.count {
                switch bytes[position] {
                case UInt8(ascii: "\n"):
                    position += 1
                    isStart = true
                    skipDocuments()
                case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
                case UInt8(ascii: "#"): skipLine()
                case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "("), UInt8(ascii: ")"):
                    position += 1
                    isStart = true
                case UInt8(ascii: "<"), UInt8(ascii: ">"): redirection()
                default: word()
                }
            }
        }

        private mutating func skipLine() {
            while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        }

        private mutating func redirection() {
            let start = position
            while position < bytes.count, "<>&|".utf8.contains(bytes[position]) { position += 1 }
            let isDocument =
                position - start == 2 && bytes[start] == UInt8(ascii: "<") && bytes[start + 1] == bytes[start]
            if position < bytes.count, bytes[position] == UInt8(ascii: "(") { return }
            let isIndented = isDocument && position < bytes.count && bytes[position] == UInt8(ascii: "-")
            if isIndented { position += 1 }
            while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
            let text = take().text
            if isDocument { documents.append((Array(text.utf8), isIndented)) }
        }

        private mutating func skipDocuments() {
            for document in documents {
                while position < bytes.count {
                    let start = position
                    skipLine()
                    var line = bytes[start..<position]
                    position = min(bytes.count, position + 1)
                    if document.isIndented { line = line.drop { $0 == UInt8(ascii: "\t") } }
                    if line.elementsEqual(document.end) { break }
                }
            }
            documents = []
        }

        private mutating func word() {
            let start = position
            let (text, isLiteral) = take()
            guard position > start else {
                position += 1
                return
            }
            if isFunction {
                excluded.insert(text)
                isFunction = false
                return
            }
            if isQuery, !text.hasPrefix("-") { excluded.insert(text) }
            // `2>file`: the number belongs to what follows.
            if position < bytes.count, "<>".utf8.contains(bytes[position]), text.utf8.allSatisfy({ isDigit($0) }) {
                return
            }
            // `timeout 5 tool`: the duration stands before the command.
            if isStart, isTimed, text.utf8.first.map(isDigit) ?? false { return }
            isTimed = false
            guard isStart else {
                // `case x in a) …`: what stands before the bracket is a pattern.
                if text == "in", caseDepth > 0 { isStart = false }
                return
            }
            isStart = false
            isQuery = false
            switch text {
            case "case": caseDepth += 1
            case "esac": caseDepth = max(0, caseDepth - 1)
            case "function": isFunction = true
            case "timeout": isTimed = true
            case "command", "type", "which", "hash": isQuery = true
            default: break
            }
            if ShellPrograms.leading.contains(text) {
                if !ShellPrograms.own.contains(text) { found.append(text) }
                isStart = true
                return
            }
            if isAssignment(text) {
                isStart = true
                return
            }
            guard isLiteral, !text.isEmpty else { return }
            let rest = bytes[position...].drop { $0 == UInt8(ascii: " ") }
            if rest.starts(with: Array("()".utf8)) {
                excluded.insert(text)
                return
            }
            // A pattern of `case`.
            if caseDepth > 0,
                rest.first == UInt8(ascii: ")") || (rest.first == UInt8(ascii: "|") && !text.contains("/"))
            {
                return
            }
            guard !text.hasPrefix("-"),
                text.utf8.allSatisfy({ isLetter($0) || isDigit($0) || "._-+/@".utf8.contains($0) })
            else { return }
            found.append(text)
        }

        private func isAssignment(_ text: String) -> Bool {
            guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")), let first = text.utf8.first else {
                return false
            }
            return !isDigit(first)
                && text.utf8[..<equals].allSatisfy { isLetter($0) || isDigit($0) || "_+[]".utf8.contains($0) }
                && equals > text.utf8.startIndex
        }

        /// The word that begins here, without its quotes, and whether it is what it says.
        private mutating func take() -> (text: String, isLiteral: Bool) {
            var text: [UInt8] = []
            var isLiteral = true
            while position < bytes.count {
                let byte = bytes[position]
                switch byte {
                case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ";"),
                    UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"),
                    UInt8(ascii: ">"):
                    return (String(decoding: text, as: UTF8.self), isLiteral)
                case UInt8(ascii: "\\"):
                    if position + 1 < bytes.count, bytes[position + 1] != UInt8(ascii: "\n") {
                        text.append(bytes[position + 1])
                    }
                    position += 2
                case UInt8(ascii: "'"):
                    position += 1
                    while position < bytes.count, bytes[position] != byte {
                        text.append(bytes[position])
                        position += 1
                    }
                    position += 1
                case UInt8(ascii: "\""):
                    isLiteral = doubleQuoted(&text) && isLiteral
                case UInt8(ascii: "$"), UInt8(ascii: "`"):
                    isLiteral = false
                    expansion()
                    // A new command begins in `$(…)`; what follows it is read as one, too.
                    if isStart, byte == UInt8(ascii: "`") { return (String(decoding: text, as: UTF8.self), false) }
                default:
                    text.append(byte)
                    position += 1
                }
            }
            position = min(position, bytes.count)
            return (String(decoding: text, as: UTF8.self), isLiteral)
        }

        private mutating func doubleQuoted(_ text: inout [UInt8]) -> Bool {
            var isLiteral = true
            position += 1
            while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
                switch bytes[position] {
                case UInt8(ascii: "\\"): position += 2
                case UInt8(ascii: "$"), UInt8(ascii: "`"):
                    isLiteral = false
                    expansion()
                default:
                    text.append(bytes[position])
                    position += 1
                }
            }
            position += 1
            return isLiteral
        }

        /// `$name`, `${…}`, `$((…))` or `$(…)`, up to its end; the programs inside `$(…)` are found, too.
        private mutating func expansion() {
            let isDollar = bytes[position] == UInt8(ascii: "$")
            position += 1
            guard position < bytes.count else { return }
            let (open, close): (UInt8, UInt8) =
                switch bytes[position] {
                case UInt8(ascii: "{") where isDollar: (bytes[position], UInt8(ascii: "}"))
                case UInt8(ascii: "(") where isDollar: (bytes[position], UInt8(ascii: ")"))
                default: (0, UInt8(ascii: "`"))
                }
            guard open != 0 || !isDollar else { return }
            let start = open == 0 ? position : position + 1
            if open != 0 { position += 1 }
            var depth = 1
            var quote: UInt8?
            while position < bytes.count {
                let byte = bytes[position]
                position += 1
                if byte == UInt8(ascii: "\\") {
                    position += 1
                } else if let open = quote {
                    if byte == open { quote = nil }
                } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                    quote = byte
                } else if byte == close {
                    depth -= 1
                    if depth == 0 { break }
                } else if byte == open {
                    depth += 1
                }
            }
            position = min(position, bytes.count)
            let isCommand = open != UInt8(ascii: "{") && !(start < bytes.count && bytes[start] == UInt8(ascii: "("))
            guard isCommand, depth == 0, position - 1 > start, nesting < 20 else { return }
            var inner = Scanner(bytes: Array(bytes[start..<position - 1]))
            inner.nesting = nesting + 1
            inner.scan()
            found += inner.found
            excluded.formUnion(inner.excluded)
        }

        /// How many `$(…)` stand around this script; the bound keeps the whole linear.
        var nesting = 0
    }
}
