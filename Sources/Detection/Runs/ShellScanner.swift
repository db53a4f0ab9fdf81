/// One pass over a shell script, which finds the programs it names. It need not understand everything: what it can't place
/// is no program.
struct ShellScanner {
    /// What is known of the command that is being read.
    struct Command {
        /// What the words behind the first are.
        enum Arguments {
            case any
            /// Names of programs that may be missing.
            case queries
            /// `name='text'`.
            case aliases
        }

        /// Whether its first word is still to come.
        var isStart = true
        /// The options that take the next word, of a program that runs the command behind it; nil where there is none.
        var options: [UInt8]?
        /// Whether the next word is the value of an option.
        var skipsNext = false
        /// `timeout 5 tool`: whether the duration is still to come.
        var takesDuration = false
        /// `for ((…))`: whether the head of the loop is still to come.
        var isLoop = false
        var arguments = Arguments.any
    }

    let bytes: [UInt8]
    var position = 0
    var found: [String] = []
    var excluded: Set<String> = []
    /// The ends of here-documents that begin at the next line.
    var documents: [(end: [UInt8], isIndented: Bool)] = []
    var command = Command()
    private var caseDepth = 0
    private var isFunction = false
    /// How many `$(…)` stand around this script; the bound keeps the whole linear.
    var nesting = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func scan() {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\n"):
                position += 1
                command = Command()
                skipDocuments()
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
            case UInt8(ascii: "\\") where lineContinuation > 0: position += lineContinuation
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "(") where (command.isStart || command.isLoop) && byte(after: 1) == UInt8(ascii: "("):
                skipBrackets()
                command.isStart = false
            case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "("), UInt8(ascii: ")"):
                position += 1
                command = Command()
            case UInt8(ascii: "<"), UInt8(ascii: ">"): redirection()
            default: word()
            }
        }
    }

    func byte(after distance: Int) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    /// The length of a backslash with its line end, which stand for nothing; 0 where there is none.
    var lineContinuation: Int {
        if byte(after: 1) == UInt8(ascii: "\n") { return 2 }
        return byte(after: 1) == UInt8(ascii: "\r") && byte(after: 2) == UInt8(ascii: "\n") ? 3 : 0
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
        // `2>file`: the number belongs to what follows.
        if let next = byte(after: 0), "<>".utf8.contains(next), text.utf8.allSatisfy({ isDigit($0) }) { return }
        guard command.isStart else { return argument(text) }
        guard !isBeforeCommand(text), !isAssignment(text) else { return }
        first(text, isLiteral)
    }

    private mutating func argument(_ text: String) {
        switch command.arguments {
        case .queries: if !text.hasPrefix("-") { excluded.insert(text) }
        case .aliases: if let equals = text.firstIndex(of: "=") { excluded.insert(String(text[..<equals])) }
        case .any: break
        }
    }

    /// Whether a word stands between a program such as `env` and the command that it runs.
    private mutating func isBeforeCommand(_ text: String) -> Bool {
        guard let options = command.options else { return false }
        if command.skipsNext {
            command.skipsNext = false
            return true
        }
        if command.takesDuration, text.utf8.first.map(isDigit) ?? false {
            command.takesDuration = false
            return true
        }
        guard text.hasPrefix("-") else { return false }
        // Whether a long option takes the next word is not known here.
        if text.hasPrefix("--") { command.isStart = text == "--" }
        let letters = text.utf8.dropFirst()
        if let valued = letters.firstIndex(where: options.contains) {
            command.skipsNext = letters.index(after: valued) == letters.endIndex
        }
        return true
    }

    /// The first word of a command.
    private mutating func first(_ text: String, _ isLiteral: Bool) {
        switch text {
        case "case": caseDepth += 1
        case "esac": caseDepth = max(0, caseDepth - 1)
        case "function": isFunction = true
        case "[[": skipTest()
        default: break
        }
        command = ShellPrograms.beginning(with: text)
        guard isLiteral, !text.isEmpty else { return }
        let rest = bytes[position...].drop { $0 == UInt8(ascii: " ") }
        if rest.starts(with: Array("()".utf8)) {
            excluded.insert(text)
            return
        }
        // A pattern of `case`.
        if caseDepth > 0, rest.first == UInt8(ascii: ")") || (rest.first == UInt8(ascii: "|") && !text.contains("/")) {
            return
        }
        guard !text.hasPrefix("-"), !ShellPrograms.isOwn(text),
            text.utf8.allSatisfy({ isLetter($0) || isDigit($0) || "._-+/@".utf8.contains($0) })
        else { return }
        found.append(text)
    }

    func isAssignment(_ text: String) -> Bool {
        guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")), let first = text.utf8.first else {
            return false
        }
        return !isDigit(first)
            && text.utf8[..<equals].allSatisfy { isLetter($0) || isDigit($0) || "_+[]".utf8.contains($0) }
            && equals > text.utf8.startIndex
    }
}
