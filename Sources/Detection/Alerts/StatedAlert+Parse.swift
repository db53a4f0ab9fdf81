extension StatedAlert {
    /// The alerts stated in a text, in its order. Clauses end at commas, semicolons, full stops of a sentence, bars,
    /// and line ends, in either script; what is no comparison, or longer than one would state, is passed over.
    package static func all(in prose: String) -> [StatedAlert] {
        var found: [StatedAlert] = []
        for clause in prose.split(whereSeparator: { $0.isNewline || "、，,；;。|｜".contains($0) })
        where found.count < most && clause.utf8.count <= longestClause {
            // `告警：lag > 10K`: what stands before the colon introduces the list.
            let parts = clause.split { $0 == "：" || $0 == ":" }
            if let alert = parts.lazy.compactMap({ StatedAlert($0) }).first { found.append(alert) }
        }
        return found
    }

    /// The most that are read from one text.
    private static let most = 200
    private static let longestClause = 300

    private init?(_ clause: Substring) {
        guard let mark = Self.comparison(in: clause) else { return nil }
        var rest = clause[mark.range.upperBound...].drop(while: \.isWhitespace)
        guard let number = Self.number(&rest) else { return nil }
        subject = clause[..<mark.range.lowerBound].lowercased()
            .split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ".") }.map(String.init)
        guard !subject.isEmpty else { return nil }
        operation = mark.operation
        limit = number.value
        isPercentage = number.isPercentage
        duration = Self.duration(rest)
    }

    private static let marks: [(String, PromQL.Operator)] = [
        (">=", .greaterOrEqual), ("<=", .lessOrEqual), ("!=", .notEqual), ("==", .equal), ("≥", .greaterOrEqual),
        ("≤", .lessOrEqual), ("≠", .notEqual), (">", .greater), ("<", .less), ("＞", .greater), ("＜", .less),
        ("大於", .greater), ("超過", .greater), ("高於", .greater), ("小於", .less), ("低於", .less),
    ]

    private static func comparison(
        in clause: Substring
    ) -> (range: Range<Substring.Index>, operation: PromQL.Operator)? {
        for (mark, operation) in marks {
            if let range = clause.firstRange(of: mark) { return (range, operation) }
        }
        return nil
    }

    /// A number with its thousands (`10K`, `1.5M`) or its percent sign.
    private static func number(_ text: inout Substring) -> (value: Double, isPercentage: Bool)? {
        let digits = text.prefix { ($0.isASCII && $0.isNumber) || $0 == "." || $0 == "_" }
        guard let value = Double(digits.filter { $0 != "_" }) else { return nil }
        text = text[digits.endIndex...]
        let blank = text.prefix(while: \.isWhitespace)
        let after = text[blank.endIndex...]
        switch after.first {
        case "%", "％":
            text = after.dropFirst()
            return (value, true)
        case "k", "K", "M", "G":
            // `5 min` is no five million.
            let ends = after.dropFirst().first.map { !$0.isLetter } ?? true
            guard ends || blank.isEmpty && !(after.dropFirst().first?.isASCII ?? false) else { return (value, false) }
            let factor: Double = after.first == "M" ? 1e6 : after.first == "G" ? 1e9 : 1e3
            text = after.dropFirst()
            return (value * factor, false)
        case "萬":
            text = after.dropFirst()
            return (value * 1e4, false)
        default: return (value, false)
        }
    }

    private static let introductions = ["持續", "连续", "連續", "持续", "維持", "for", "達", "over"]

    private static let units: [(String, Int64)] = [
        ("milliseconds", 1), ("ms", 1), ("seconds", 1000), ("second", 1000), ("secs", 1000), ("sec", 1000),
        ("minutes", 60_000), ("minute", 60_000), ("mins", 60_000), ("min", 60_000), ("hours", 3_600_000),
        ("hour", 3_600_000), ("hrs", 3_600_000), ("hr", 3_600_000), ("days", 86_400_000), ("day", 86_400_000),
        ("分鐘", 60_000), ("分钟", 60_000), ("分", 60_000), ("秒", 1000), ("小時", 3_600_000), ("小时", 3_600_000),
        ("天", 86_400_000), ("日", 86_400_000), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]

    private static func duration(_ text: Substring) -> PromQL.Duration? {
        let lower = text.lowercased()
        for introduction in introductions {
            guard let range = lower.firstRange(of: introduction) else { continue }
            let rest = lower[range.upperBound...].drop(while: \.isWhitespace)
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            let unit = rest[digits.endIndex...].drop { $0.isWhitespace || $0 == "個" }
            guard let count = Int64(digits), let (_, milliseconds) = units.first(where: { unit.hasPrefix($0.0) }) else {
                continue
            }
            let (total, overflow) = count.multipliedReportingOverflow(by: milliseconds)
            if !overflow, total > 0, total <= 31_536_000_000 { return PromQL.Duration(milliseconds: total) }
        }
        return nil
    }
}
