extension PromQL.Lexer {
    /// A number (`1`, `.5`, `1e3`, `0x1F`, `1_000`) or a length of time (`5m`, `1h30m`).
    mutating func number(from start: Int) throws(PromQLError) -> PromQL.Token {
        if peek(0) == UInt8(ascii: "0"), (peek(1) ?? 0) | 0x20 == UInt8(ascii: "x") {
            advance(2)
            return try hexadecimal(from: start)
        }
        while isDigit(peek(0)) || peek(0) == UInt8(ascii: "_") { advance() }
        if isUnit() { return try duration(from: start) }
        let digitsOnly = position
        if peek(0) == UInt8(ascii: ".") {
            advance()
            while isDigit(peek(0)) || peek(0) == UInt8(ascii: "_") { advance() }
        }
        if (peek(0) ?? 0) | 0x20 == UInt8(ascii: "e") {
            advance()
            if peek(0) == UInt8(ascii: "+") || peek(0) == UInt8(ascii: "-") { advance() }
            while isDigit(peek(0)) { advance() }
        }
        try endOfNumber(start)
        let text = source[start..<position].filter { $0 != UInt8(ascii: "_") }
        let value = position == digitsOnly ? octal(text) ?? decimal(text) : decimal(text)
        guard let value else { throw badNumber(start) }
        return PromQL.Token(kind: .number(value), range: start..<position)
    }

    private mutating func hexadecimal(from start: Int) throws(PromQLError) -> PromQL.Token {
        var value = 0.0
        let first = position
        while let byte = peek(0) {
            if byte != UInt8(ascii: "_") {
                guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { break }
                value = value * 16 + Double(digit)
            }
            advance()
        }
        guard position > first else { throw badNumber(start) }
        try endOfNumber(start)
        return PromQL.Token(kind: .number(value), range: start..<position)
    }

    /// Go reads `017` in base 8, and so does Prometheus.
    private func octal(_ digits: [UInt8]) -> Double? {
        guard digits.count > 1, digits.first == UInt8(ascii: "0"), digits.allSatisfy({ $0 < UInt8(ascii: "8") }) else {
            return nil
        }
        return digits.reduce(0) { $0 * 8 + Double($1 - UInt8(ascii: "0")) }
    }

    /// Nil where Go's `ParseFloat` fails, beyond a double included.
    private func decimal(_ digits: [UInt8]) -> Double? {
        Double(String(decoding: digits, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
    }

    /// Whether a unit of time stands here: `m` in `5m`, not in `5 m` nor the `e` of `1e3`.
    private func isUnit() -> Bool {
        guard let byte = peek(0) else { return false }
        return "smhdwy".utf8.contains(byte)
    }

    private mutating func duration(from start: Int) throws(PromQLError) -> PromQL.Token {
        position(at: start)
        var total: Int64 = 0
        var last = Int64.max
        while isDigit(peek(0)) {
            let first = position
            while isDigit(peek(0)) { advance() }
            let count = Int64(String(decoding: source[first..<position], as: UTF8.self))
            guard let count, let unit = takeUnit(), unit < last else { throw badNumber(start) }
            last = unit
            let (product, overflow) = count.multipliedReportingOverflow(by: unit)
            let (sum, tooLong) = total.addingReportingOverflow(product)
            // Go counts nanoseconds in 64 bits: 292 years.
            guard !overflow, !tooLong, sum <= Int64.max / 1_000_000 else {
                throw PromQLError(.longDuration, at: start, in: source)
            }
            total = sum
        }
        try endOfNumber(start)
        return PromQL.Token(kind: .duration(PromQL.Duration(milliseconds: total)), range: start..<position)
    }

    private mutating func takeUnit() -> Int64? {
        let word = [peek(0), peek(1)].compactMap { $0 }
        for (name, milliseconds) in PromQL.Duration.units.reversed() where word.starts(with: Array(name.utf8)) {
            advance(name.utf8.count)
            return milliseconds
        }
        return nil
    }

    private func endOfNumber(_ start: Int) throws(PromQLError) {
        if let byte = peek(0), isNameStart(byte) && byte != UInt8(ascii: ":") || isDigit(byte) || byte >= 0x80 {
            throw badNumber(start)
        }
    }

    private func badNumber(_ start: Int) -> PromQLError {
        PromQLError(.noNumber, at: start, in: source)
    }
}
