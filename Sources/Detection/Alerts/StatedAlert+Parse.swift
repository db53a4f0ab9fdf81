extension StatedAlert {
    /// The alerts stated in a text, in its order. Clauses end at commas, semicolons, full stops of a sentence, bars,
    /// and line ends, in either script; what is no comparison, or longer than one would state, is passed over.
    package static func all(in prose: String) -> [StatedAlert] {
        var found: [StatedAlert] = []
        for clause in clauses(of: prose)
        where found.count < most && clause.utf8.count <= longestClause {
            // `告警：lag > 10K`: what stands before the colon introduces the list.
            let parts = clause.split { $0 == "：" || $0 == ":" }
            if let alert = parts.lazy.compactMap({ StatedAlert($0) }).first { found.append(alert) }
        }
        return found
    }

    /// The comma of `10,000` ends none.
    private static func clauses(of prose: String) -> [Substring] {
        var clauses: [Substring] = []
        var start = prose.startIndex
        for end in prose.indices where prose[end].isNewline || "、，,；;。|｜".contains(prose[end]) {
            if isOfThousands(end, in: prose) { continue }
            clauses.append(prose[start..<end])
            start = prose.index(after: end)
        }
        return clauses + [prose[start...]]
    }

    /// Whether a comma stands between a digit and just three.
    private static func isOfThousands(_ comma: String.Index, in prose: String) -> Bool {
        guard ",，".contains(prose[comma]), prose[..<comma].last.map(isDigit) ?? false else { return false }
        return prose[prose.index(after: comma)...].prefix(4).prefix(while: isDigit).count == 3
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

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
        duration = Self.duration(rest, after: Self.lasting + ["達", "over"])
    }

    private static let marks: [(String, PromQL.Operator)] = [
        (">=", .greaterOrEqual), ("<=", .lessOrEqual), ("!=", .notEqual), ("==", .equal), ("≥", .greaterOrEqual),
        ("≤", .lessOrEqual), ("≠", .notEqual), (">", .greater), ("<", .less), ("＞", .greater), ("＜", .less),
        ("大於", .greater), ("大于", .greater), ("超過", .greater), ("超过", .greater), ("高於", .greater),
        ("高于", .greater), ("小於", .less), ("小于", .less), ("低於", .less), ("低于", .less),
        (" exceeds ", .greater), (" above ", .greater), (" greater than ", .greater), (" below ", .less),
        (" less than ", .less),
    ]

    private static func comparison(
        in clause: Substring
    ) -> (range: Range<Substring.Index>, operation: PromQL.Operator)? {
        // The first in the clause, as in `lag 高於 100 持續超過 5 分鐘`; of those that begin there the first of the list.
        marks.compactMap { mark, operation in clause.firstRange(of: mark).map { (range: $0, operation: operation) } }
            .min { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// A number with its thousands (`10K`, `1.5M`) or its percent sign.
    private static func number(_ text: inout Substring) -> (value: Double, isPercentage: Bool)? {
        let digits = text.prefix { isDigit($0) || "._,，".contains($0) }
        guard let value = Double(digits.filter { !"_,，".contains($0) }) else { return nil }
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
        case "萬", "万":
            text = after.dropFirst()
            return (value * 1e4, false)
        default: return (value, false)
        }
    }

    /// Words before the time for which something must hold, whatever stands before them.
    static let lasting = ["持續", "连续", "連續", "持续", "維持", "维持", "for"]

    private static let units: [(String, Int64)] = [
        ("milliseconds", 1), ("ms", 1), ("seconds", 1000), ("second", 1000), ("secs", 1000), ("sec", 1000),
        ("minutes", 60_000), ("minute", 60_000), ("mins", 60_000), ("min", 60_000), ("hours", 3_600_000),
        ("hour", 3_600_000), ("hrs", 3_600_000), ("hr", 3_600_000), ("days", 86_400_000), ("day", 86_400_000),
        ("分鐘", 60_000), ("分钟", 60_000), ("分", 60_000), ("秒", 1000), ("小時", 3_600_000), ("小时", 3_600_000),
        ("天", 86_400_000), ("日", 86_400_000), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]

    /// The first length of time that stands behind one of the words.
    static func duration(_ text: Substring, after introductions: [String]) -> PromQL.Duration? {
        let lower = text.lowercased()
        for introduction in introductions {
            for range in lower.ranges(of: introduction) {
                if let duration = length(withoutFillers(lower[range.upperBound...])) { return duration }
            }
        }
        return nil
    }

    /// `5 分鐘` at the beginning of a text.
    private static func length(_ text: Substring) -> PromQL.Duration? {
        let digits = text.prefix(while: isDigit)
        let rest = text[digits.endIndex...].drop { $0.isWhitespace || $0 == "個" }
        // `5 messages` are no five minutes; words of Han characters have no end to be seen.
        let word = rest.prefix { $0.isASCII && $0.isLetter }
        let unit = units.first { word.isEmpty ? rest.hasPrefix($0.0) : word == $0.0 }
        guard let count = Int64(digits), let unit else { return nil }
        let (total, overflow) = count.multipliedReportingOverflow(by: unit.1)
        return !overflow && total > 0 && total <= 31_536_000_000 ? PromQL.Duration(milliseconds: total) : nil
    }

    /// What may stand between `for` and a length: `more than`, `at least`, `超過`. What is over `the last 5 minutes` is a
    /// range, not how long it must hold.
    private static func withoutFillers(_ text: Substring) -> Substring {
        var rest = text
        while true {
            rest = rest.drop(while: \.isWhitespace)
            let word = rest.prefix { $0.isASCII && $0.isLetter }
            if fillers.contains(String(word)) {
                rest = rest[word.endIndex...]
            } else if let filler = hanFillers.first(where: rest.hasPrefix) {
                rest = rest.dropFirst(filler.count)
            } else {
                return rest
            }
        }
    }

    private static let fillers: Set<String> = [
        "a", "about", "approximately", "around", "at", "least", "longer", "more", "of", "over", "period", "than",
    ]
    private static let hanFillers = [
        "超過", "超过", "大於", "大于", "至少", "長達", "长达", "達到", "达到", "達", "达", "逾", "約", "约", "了", ">=", ">", "≥", "＞",
    ]
}
