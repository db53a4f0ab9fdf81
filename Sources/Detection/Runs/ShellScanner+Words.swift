extension ShellScanner {
    mutating func skipLine() {
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    }

    mutating func redirection() {
        let start = position
        while position < bytes.count, "<>&|".utf8.contains(bytes[position]) { position += 1 }
        let isDocument =
            position - start == 2 && bytes[start] == UInt8(ascii: "<") && bytes[start + 1] == bytes[start]
        if position < bytes.count, bytes[position] == UInt8(ascii: "(") { return }
        let isIndented = isDocument && position < bytes.count && bytes[position] == UInt8(ascii: "-")
        if isIndented { position += 1 }
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: " ") {
                position += 1
            } else if bytes[position] == UInt8(ascii: "\\"), lineContinuation > 0 {
                position += lineContinuation
            } else {
                break
            }
        }
        let text = take().text
        if isDocument { documents.append((Array(text.utf8), isIndented)) }
    }

    mutating func skipDocuments() {
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

    /// The word that begins here, without its quotes, and whether it is what it says.
    mutating func take() -> (text: String, isLiteral: Bool) {
        var text: [UInt8] = []
        var isLiteral = true
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ";"),
                UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"):
                return (String(decoding: text, as: UTF8.self), isLiteral)
            case UInt8(ascii: "("):
                guard takesBrackets(text) else { return (String(decoding: text, as: UTF8.self), isLiteral) }
                isLiteral = false
                skipBrackets()
            case UInt8(ascii: "\\"):
                if lineContinuation > 0 {
                    position += lineContinuation
                } else {
                    if let escaped = self.byte(after: 1) { text.append(escaped) }
                    position += 2
                }
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
                if command.isStart, byte == UInt8(ascii: "`") { return (String(decoding: text, as: UTF8.self), false) }
            default:
                text.append(byte)
                position += 1
            }
        }
        position = min(position, bytes.count)
        return (String(decoding: text, as: UTF8.self), isLiteral)
    }

    /// Whether a bracket belongs to the word before it: that of an array `a=(…)`, or of a pattern `!(…)`.
    private func takesBrackets(_ text: [UInt8]) -> Bool {
        guard let last = text.last else { return false }
        if last == UInt8(ascii: "=") { return isAssignment(String(decoding: text, as: UTF8.self)) }
        return !command.isStart && "!@?*+".utf8.contains(last)
    }

    /// What stands in brackets and is no command, of an array, a pattern or arithmetic; the programs of its expansions are
    /// found.
    mutating func skipBrackets() {
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "("):
                depth += 1
                position += 1
            case UInt8(ascii: ")"):
                depth -= 1
                position += 1
                if depth == 0 { return }
            case UInt8(ascii: "#") where isAfterBlank: skipLine()
            default: skipCharacter()
            }
        }
    }

    /// `[[ … ]]` from behind its beginning to its end.
    mutating func skipTest() {
        while position < bytes.count {
            let isEnd =
                bytes[position] == UInt8(ascii: "]") && byte(after: 1) == UInt8(ascii: "]") && isAfterBlank
                && byte(after: 2).map { " \t\r\n;|&)".utf8.contains($0) } ?? true
            if isEnd {
                position += 2
                return
            }
            skipCharacter()
        }
    }

    private var isAfterBlank: Bool { position > 0 && " \t\r\n".utf8.contains(bytes[position - 1]) }

    /// One character, or a quoted text or an expansion as a whole.
    private mutating func skipCharacter() {
        switch bytes[position] {
        case UInt8(ascii: "\\"): position += 2
        case UInt8(ascii: "'"):
            position += 1
            while position < bytes.count, bytes[position] != UInt8(ascii: "'") { position += 1 }
            position += 1
        case UInt8(ascii: "\""):
            var text: [UInt8] = []
            _ = doubleQuoted(&text)
        case UInt8(ascii: "$"), UInt8(ascii: "`"): expansion()
        default: position += 1
        }
        position = min(position, bytes.count)
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
        var inner = ShellScanner(bytes: Array(bytes[start..<position - 1]))
        inner.nesting = nesting + 1
        inner.scan()
        found += inner.found
        excluded.formUnion(inner.excluded)
    }
}
