/// The markers that begin a block; all look at the rest of a line from its first nonspace.
extension BlockScanner {
    func isSpaceOrTab(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    func headingMarker(_ source: Span<UInt8>, _ rest: Range<Int>) -> Int? {
        var end = rest.lowerBound
        while end < rest.upperBound, source[end] == UInt8(ascii: "#") { end += 1 }
        let level = end - rest.lowerBound
        guard (1...6).contains(level), end == rest.upperBound || isSpaceOrTab(source[end]) else {
            return nil
        }
        return level
    }

    func fence(_ source: Span<UInt8>, _ rest: Range<Int>) -> Int? {
        guard let character = rest.isEmpty ? nil : source[rest.lowerBound],
            character == UInt8(ascii: "`") || character == UInt8(ascii: "~")
        else { return nil }
        var end = rest.lowerBound
        while end < rest.upperBound, source[end] == character { end += 1 }
        let length = end - rest.lowerBound
        guard length >= 3 else { return nil }
        if character == UInt8(ascii: "`") {
            while end < rest.upperBound {
                if source[end] == character { return nil }
                end += 1
            }
        }
        return length
    }

    func isSetextUnderline(_ source: Span<UInt8>, _ rest: Range<Int>) -> Bool {
        let character = source[rest.lowerBound]
        guard character == UInt8(ascii: "=") || character == UInt8(ascii: "-") else { return false }
        var end = rest.lowerBound
        while end < rest.upperBound, source[end] == character { end += 1 }
        while end < rest.upperBound, isSpaceOrTab(source[end]) { end += 1 }
        return end == rest.upperBound
    }

    func isThematicBreak(_ source: Span<UInt8>, _ rest: Range<Int>) -> Bool {
        let character = source[rest.lowerBound]
        guard "*-_".utf8.contains(character) else { return false }
        var count = 0
        for index in rest {
            if source[index] == character {
                count += 1
            } else if source[index] != 0x20, source[index] != 0x09 {
                return false
            }
        }
        return count >= 3
    }

    func footnoteMarker(_ source: Span<UInt8>, _ rest: Range<Int>) -> Int? {
        guard rest.count > 4, source[rest.lowerBound] == UInt8(ascii: "["),
            source[rest.lowerBound + 1] == UInt8(ascii: "^")
        else { return nil }
        var end = rest.lowerBound + 2
        while end < rest.upperBound, !isSpaceOrTab(source[end]), source[end] != UInt8(ascii: "]") { end += 1 }
        guard end > rest.lowerBound + 2, end + 1 < rest.upperBound, source[end] == UInt8(ascii: "]"),
            source[end + 1] == UInt8(ascii: ":")
        else { return nil }
        end += 2
        while end < rest.upperBound, isSpaceOrTab(source[end]) { end += 1 }
        return end
    }

    func listMarker(_ source: Span<UInt8>, _ rest: Range<Int>, interruptsParagraph: Bool) -> Int? {
        var end = rest.lowerBound
        if "*+-".utf8.contains(source[end]) {
            end += 1
        } else {
            while end < rest.upperBound, (0x30...0x39).contains(source[end]), end - rest.lowerBound < 10 { end += 1 }
            let digits = end - rest.lowerBound
            guard (1...9).contains(digits), end < rest.upperBound,
                source[end] == UInt8(ascii: ".") || source[end] == UInt8(ascii: ")")
            else { return nil }
            if interruptsParagraph, digits != 1 || source[rest.lowerBound] != UInt8(ascii: "1") { return nil }
            end += 1
        }
        guard end == rest.upperBound || isSpaceOrTab(source[end]) else { return nil }
        if interruptsParagraph {
            var content = end
            while content < rest.upperBound, isSpaceOrTab(source[content]) { content += 1 }
            guard content < rest.upperBound else { return nil }
        }
        return end - rest.lowerBound
    }
}
