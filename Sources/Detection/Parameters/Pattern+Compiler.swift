extension Pattern {
    /// Pattern to program, by recursive descent; fragments are lists of instructions whose targets are relative to
    /// their own start until they are put together.
    struct Compiler {
        private let text: String
        private let characters: [Unicode.Scalar]
        /// Where the last `:]` begins, which could end a name of a class; -1 where there is none.
        private let lastNameEnd: Int
        private var position = 0
        private var depth = 0
        private(set) var flags = Flags()
        private(set) var program: [Instruction] = []

        /// As RE2 bounds `{m,n}`: each repeat is instructions of its own.
        private static let mostRepeats = 1000

        init(_ text: String) {
            self.text = text
            let characters = Array(text.unicodeScalars)
            self.characters = characters
            self.lastNameEnd =
                characters.indices.dropLast().last { characters[$0] == ":" && characters[$0 + 1] == "]" } ?? -1
        }

        mutating func compile() throws(PatternError) {
            try leadingFlags()
            program = try alternation()
            guard position == characters.count else { throw error("a `)` has no `(`") }
            program.append(.match)
        }

        private mutating func leadingFlags() throws(PatternError) {
            guard take("(?"), let next = peek, next != ":" else {
                position = 0
                return
            }
            while let flag = peek, flag != ")" {
                position += 1
                switch flag {
                case "i": flags.ignoresCase = true
                case "m": flags.multiline = true
                case "s": flags.dotMatchesNewline = true
                default: throw error("the flag `\(flag)` is not known")
                }
            }
            guard take(")") else { throw error("the flags are not closed") }
        }

        private mutating func alternation() throws(PatternError) -> [Instruction] {
            depth += 1
            defer { depth -= 1 }
            guard depth <= 50 else { throw error("groups are nested too deeply") }
            var alternatives = [try sequence()]
            while take("|") { alternatives.append(try sequence()) }
            var result = alternatives.removeLast()
            for alternative in alternatives.reversed() {
                let skip = alternative.count + 2
                result =
                    [.split(1, skip)] + Self.moved(alternative, by: 1) + [.jump(skip + result.count)]
                    + Self.moved(result, by: skip)
                try check(result)
            }
            return result
        }

        private mutating func sequence() throws(PatternError) -> [Instruction] {
            var result: [Instruction] = []
            while let next = peek, next != "|", next != ")" {
                let part = try repetition()
                result += Self.moved(part, by: result.count)
                try check(result)
            }
            return result
        }

        private mutating func repetition() throws(PatternError) -> [Instruction] {
            var part = try atom()
            while let next = peek {
                let bounds: (least: Int, most: Int?)
                switch next {
                case "*": bounds = (0, nil)
                case "+": bounds = (1, nil)
                case "?": bounds = (0, 1)
                case "{":
                    guard let found = try counts() else { return part }
                    bounds = found
                default: return part
                }
                if next != "{" { position += 1 }
                // Whether it is found does not depend on which of the ways is tried first.
                _ = take("?")
                part = try Self.repeated(part, bounds.least, bounds.most, self)
            }
            return part
        }

        /// `{m}`, `{m,}`, `{m,n}`; nil where the brace means itself.
        private mutating func counts() throws(PatternError) -> (least: Int, most: Int?)? {
            let start = position
            position += 1
            let least = number()
            let comma = take(",")
            let most = comma ? number() : least
            guard let least, take("}") else {
                position = start
                return nil
            }
            guard least <= Self.mostRepeats, (most ?? 0) <= Self.mostRepeats, most ?? least >= least else {
                throw error("a count is not between 0 and \(Self.mostRepeats), or the wrong way round")
            }
            return (least, most)
        }

        private mutating func number() -> Int? {
            var digits = ""
            while let next = peek, next.isASCII, isDigit(UInt8(truncatingIfNeeded: next.value)), digits.count < 6 {
                digits.unicodeScalars.append(next)
                position += 1
            }
            return Int(digits)
        }

        private static func repeated(
            _ part: [Instruction], _ least: Int, _ most: Int?, _ compiler: Compiler
        ) throws(PatternError) -> [Instruction] {
            guard part.count * max(least, most ?? 1) <= Pattern.longest else { throw compiler.error("it is too long") }
            var result: [Instruction] = []
            for _ in 0..<least { result += moved(part, by: result.count) }
            guard let most else {
                let start = result.count
                result.append(.split(start + 1, start + part.count + 2))
                result += moved(part, by: start + 1)
                result.append(.jump(start))
                return result
            }
            // Each optional copy may leave to the end of all.
            let end = result.count + (most - least) * (part.count + 1)
            for _ in least..<most {
                result.append(.split(result.count + 1, end))
                result += moved(part, by: result.count)
            }
            return result
        }

        private static func moved(_ part: [Instruction], by offset: Int) -> [Instruction] {
            part.map { instruction in
                switch instruction {
                case .split(let first, let second): .split(first + offset, second + offset)
                case .jump(let target): .jump(target + offset)
                default: instruction
                }
            }
        }

        private mutating func atom() throws(PatternError) -> [Instruction] {
            guard let next = peek else { throw error("it ends too early") }
            position += 1
            switch next {
            case "(":
                if peek == "?" {
                    guard take("?:") else { throw error("of the groups with `?` only `(?:` is known") }
                }
                let inner = try alternation()
                guard take(")") else { throw error("a `(` is not closed") }
                return inner
            case "[": return [.one(try characterClass())]
            case ".": return [.one(CharacterSet(ranges: flags.dotMatchesNewline ? [] : [10...10], negated: true))]
            case "^": return [.assert(.start)]
            case "$": return [.assert(.end)]
            case "*", "+", "?": throw error("a `\(next)` repeats nothing")
            case "\\": return [try escape()]
            default: return [.one(CharacterSet(ranges: [next.value...next.value]))]
            }
        }

        private mutating func escape() throws(PatternError) -> Instruction {
            guard let next = peek else { throw error("it ends with a `\\`") }
            switch next {
            case "b":
                position += 1
                return .assert(.wordBoundary)
            case "B":
                position += 1
                return .assert(.noWordBoundary)
            default: return .one(try escapedSet())
            }
        }

        private mutating func escapedSet() throws(PatternError) -> CharacterSet {
            guard let next = peek else { throw error("it ends with a `\\`") }
            position += 1
            switch next {
            case "d", "D": return CharacterSet(ranges: [48...57], negated: next == "D")
            case "w", "W": return CharacterSet(ranges: [48...57, 65...90, 95...95, 97...122], negated: next == "W")
            case "s", "S": return CharacterSet(ranges: [9...10, 12...13, 32...32], negated: next == "S")
            case "n": return CharacterSet(ranges: [10...10])
            case "r": return CharacterSet(ranges: [13...13])
            case "t": return CharacterSet(ranges: [9...9])
            default:
                guard next.isASCII, !isLetter(UInt8(next.value)), !isDigit(UInt8(next.value)) else {
                    throw error("the escape `\\\(next)` is not known")
                }
                return CharacterSet(ranges: [next.value...next.value])
            }
        }

        private mutating func characterClass() throws(PatternError) -> CharacterSet {
            var set = CharacterSet(ranges: [])
            set.negated = take("^")
            var isFirst = true
            while let next = peek, isFirst || next != "]" {
                isFirst = false
                if let named = try namedClass() {
                    set.ranges += named.ranges
                    continue
                }
                position += 1
                if next == "\\" {
                    let inner = try escapedSet()
                    guard !inner.negated else { throw error("`\\D`, `\\W` and `\\S` can't stand in a class") }
                    set.ranges += inner.ranges
                    continue
                }
                var last = next
                if peek == "-", position + 1 < characters.count, characters[position + 1] != "]" {
                    last = characters[position + 1]
                    position += 2
                }
                guard next.value <= last.value, last != "\\" else {
                    throw error("a class has a range the wrong way round")
                }
                set.ranges.append(next.value...last.value)
            }
            guard take("]") else { throw error("a `[` is not closed") }
            return set
        }

        /// `[:name:]` in a class; nil where the bracket means itself, which is where no `:]` follows.
        private mutating func namedClass() throws(PatternError) -> CharacterSet? {
            guard position + 2 <= lastNameEnd, take("[:") else { return nil }
            var name = ""
            while !take(":]"), let next = peek {
                // No name is longer.
                guard name.utf8.count < 12 else { throw error("the class `[:\(name)…` is not known") }
                name.unicodeScalars.append(next)
                position += 1
            }
            guard let set = CharacterSet(className: name) else { throw error("the class `[:\(name):]` is not known") }
            return set
        }

        private var peek: Unicode.Scalar? { position < characters.count ? characters[position] : nil }

        private mutating func take(_ word: String) -> Bool {
            let scalars = Array(word.unicodeScalars)
            guard characters[position...].starts(with: scalars) else { return false }
            position += scalars.count
            return true
        }

        private func check(_ part: [Instruction]) throws(PatternError) {
            if part.count > Pattern.longest { throw error("it is too long") }
        }

        private func error(_ reason: String) -> PatternError { PatternError(pattern: text, reason: reason) }
    }
}
