/// Cuts a text into tokens. It keeps the memory it works in.
struct TokenReader: Sendable {
    var tokens: [TokenList.Token] = []
    private var parts: [Part] = []

    /// A part of an identifier.
    private struct Part {
        var folded: Range<Int>
        var source: Range<Int>
        /// Whether a new component begins here: after `.`, `_` or `-`, not at a hump of `camelCase`.
        var beginsComponent: Bool
    }

    /// Bytes of a word that count; what follows them in the same word does not.
    private static let longestPart = 64
    /// An identifier longer than this is not stored as a whole.
    static let longestWhole = 96

    /// The longest that the folded text of so many bytes can be: a letter of two bytes may be folded to one of three.
    static func mostFolded(_ count: Int) -> Int { count + count / 2 + 2 }

    /// - Parameter folded: takes the folded text of the tokens; has room for `mostFolded`.
    mutating func read(_ source: borrowing Span<UInt8>, into folded: inout OutputSpan<UInt8>) {
        tokens.removeAll(keepingCapacity: true)
        var position = 0
        while position < source.count {
            let end = Self.endOfPlainWord(source, from: position)
            if end > position {
                let start = folded.count
                // Capitals are small letters without this bit, and digits have it.
                for index in position..<end { folded.append(source[index] | 0x20) }
                tokens.append(TokenList.Token(folded: start..<folded.count, source: position..<end))
                position = end
                continue
            }
            let scalar = FoldedScalar(in: source, at: position)
            switch scalar.kind {
            case .lower, .upper, .digit: position = readIdentifier(source, from: position, into: &folded)
            case .cjk: position = readRun(source, from: position, into: &folded)
            case .joiner, .mark, .other: position += scalar.length
            }
        }
    }

    /// Where a word ends that is no identifier: letters of ASCII, small ones but for the first, and digits. Where there is
    /// no such word, the position where it was looked for. Nearly all words of English are such.
    @inline(__always)
    private static func endOfPlainWord(_ source: borrowing Span<UInt8>, from start: Int) -> Int {
        guard isSmall(source[start]) || isCapital(source[start]) else { return start }
        var end = start + 1
        while end < source.count, isSmall(source[end]) { end += 1 }
        guard end - start <= longestPart else { return start }
        guard end < source.count else { return end }
        let next = source[end]
        guard next < 0x80, !isCapital(next) else { return start }
        guard FoldedScalar.isASCIIJoiner(next), end + 1 < source.count else { return end }
        let beyond = source[end + 1]
        return beyond < 0x80 && !isSmall(beyond) && !isCapital(beyond) ? end : start
    }

    /// Whether a byte is a small letter or a digit.
    @inline(__always)
    private static func isSmall(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 || byte &- 0x30 < 10 }

    @inline(__always)
    private static func isCapital(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

    /// Reads words joined by single joiners, and returns where they end.
    private mutating func readIdentifier(
        _ source: borrowing Span<UInt8>, from start: Int, into folded: inout OutputSpan<UInt8>
    ) -> Int {
        parts.removeAll(keepingCapacity: true)
        var position = start
        var beginsComponent = true
        while true {
            position = readComponent(source, from: position, beginsComponent: beginsComponent, into: &folded)
            guard position < source.count else { break }
            let joiner = FoldedScalar(in: source, at: position)
            guard joiner.kind == .joiner, position + joiner.length < source.count else { break }
            let next = FoldedScalar(in: source, at: position + joiner.length).kind
            guard next == .lower || next == .upper || next == .digit else { break }
            position += joiner.length
            beginsComponent = true
        }
        storeParts(in: folded.span)
        return position
    }

    /// Reads letters and digits, cut at the humps of `camelCase`.
    private mutating func readComponent(
        _ source: borrowing Span<UInt8>, from start: Int, beginsComponent: Bool, into folded: inout OutputSpan<UInt8>
    ) -> Int {
        var position = start
        var partStart = start
        var foldedStart = folded.count
        var previous = FoldedScalar.Kind.other
        var isNumber = true
        var begins = beginsComponent
        reading: while position < source.count {
            let scalar = FoldedScalar(in: source, at: position)
            switch scalar.kind {
            case .lower, .upper, .digit:
                if Self.isHump(scalar, after: previous, ofNumber: isNumber, in: source, at: position) {
                    addPart(foldedStart..<folded.count, partStart..<position, &begins)
                    (foldedStart, partStart) = (folded.count, position)
                    isNumber = true
                }
                if folded.count - foldedStart < Self.longestPart { scalar.append(to: &folded) }
                previous = scalar.kind
                isNumber = isNumber && previous == .digit
            case .mark: break
            default: break reading
            }
            position += scalar.length
        }
        addPart(foldedStart..<folded.count, partStart..<position, &begins)
        return position
    }

    /// `maxPoll` before P, `HTTPServer` before S, `Utf8Bytes` before B, `403Forbidden` before F; not `K8S`, `T1W`, and not
    /// the unit in `512Mi`.
    ///
    /// - Parameter isNumber: whether the part so far is of digits alone.
    @inline(__always)
    private static func isHump(
        _ scalar: FoldedScalar, after previous: FoldedScalar.Kind, ofNumber isNumber: Bool,
        in source: borrowing Span<UInt8>, at position: Int
    ) -> Bool {
        guard scalar.kind == .upper, previous != .other else { return false }
        if previous == .lower { return true }
        let next = position + scalar.length
        guard let width = widthOfLower(source, at: next) else { return false }
        return !isNumber || widthOfLower(source, at: next + width) != nil
    }

    /// The length of the small letter at a position; nil where there is none.
    private static func widthOfLower(_ source: borrowing Span<UInt8>, at position: Int) -> Int? {
        guard position < source.count else { return nil }
        let scalar = FoldedScalar(in: source, at: position)
        return scalar.kind == .lower ? scalar.length : nil
    }

    private mutating func addPart(_ folded: Range<Int>, _ source: Range<Int>, _ beginsComponent: inout Bool) {
        guard !folded.isEmpty else { return }
        parts.append(Part(folded: folded, source: source, beginsComponent: beginsComponent))
        beginsComponent = false
    }

    /// The parts as tokens; behind the first part of the identifier, and of each component with several, the whole.
    private mutating func storeParts(in folded: borrowing Span<UInt8>) {
        for index in parts.indices {
            let part = parts[index]
            tokens.append(TokenList.Token(folded: part.folded, source: part.source))
            guard part.beginsComponent, parts.count > 1 else { continue }
            var end = index + 1
            while end < parts.count, !parts[end].beginsComponent { end += 1 }
            if index == 0, end < parts.count { storeWhole(0..<parts.count, in: folded) }
            if end - index > 1 { storeWhole(index..<end, in: folded) }
        }
    }

    private mutating func storeWhole(_ range: Range<Int>, in bytes: borrowing Span<UInt8>) {
        let (first, last) = (parts[range.lowerBound], parts[range.upperBound - 1])
        let folded = first.folded.lowerBound..<last.folded.upperBound
        guard folded.count <= Self.longestWhole else { return }
        var isNumber = true
        for index in folded where bytes[index] < 0x30 || bytes[index] > 0x39 { isNumber = false }
        guard !isNumber else { return }
        tokens.append(
            TokenList.Token(
                folded: folded, source: first.source.lowerBound..<last.source.upperBound, isColocated: true))
    }

    /// Reads a run of Chinese or Japanese characters into pairs, and returns where it ends.
    private mutating func readRun(
        _ source: borrowing Span<UInt8>, from start: Int, into folded: inout OutputSpan<UInt8>
    ) -> Int {
        var position = start
        var previous: (folded: Int, source: Int)?
        while position < source.count {
            let begin = folded.count
            let end: Int
            if let ideograph = FoldedScalar.commonIdeograph(in: source, at: position) {
                FoldedScalar.append(CharacterFolding.fold(ideograph), to: &folded)
                end = position + 3
            } else {
                let scalar = FoldedScalar(in: source, at: position)
                end = position + scalar.length
                if scalar.kind == .mark {
                    position = end
                    continue
                }
                guard scalar.kind == .cjk else { break }
                scalar.append(to: &folded)
            }
            if let first = previous {
                tokens.append(
                    TokenList.Token(
                        folded: first.folded..<folded.count, source: first.source..<end, isCJK: true))
            }
            previous = (begin, position)
            position = end
        }
        if let last = previous {
            tokens.append(
                TokenList.Token(
                    folded: last.folded..<folded.count, source: last.source..<position, isCJK: true, isLastOfRun: true))
        }
        return position
    }
}
