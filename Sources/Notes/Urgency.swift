/// How soon someone must act.
package enum Urgency: String, Sendable, Codable, CaseIterable, Comparable {
    case critical, high, medium, low

    /// Reads the first level that a text names, in English or Chinese; marks around it (`🔴 Critical`, `**High**`) do not
    /// matter.
    ///
    /// A level that is denied (`not critical`, `非緊急`) is none, and neither is the name of the scale (`緊急度：低`), nor what
    /// only begins with its character (`服務中斷`, `高可用`).
    package init?(_ text: String) {
        var narrow = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { narrow.append(scalar.halfWidth) }
        var rest = Substring(String(narrow).lowercased()).unicodeScalars
        var isDenied = false
        while let scalar = rest.first {
            if scalar.properties.isAlphabetic, !scalar.isHan {
                let end = rest.firstIndex { !$0.properties.isAlphabetic || $0.isHan } ?? rest.endIndex
                let word = String(rest[..<end])
                rest = rest[end...]
                if let level = Self.words[word], !isDenied {
                    self = level
                    return
                }
                isDenied = Self.denials.contains(word) || isDenied && Self.degrees.contains(word)
            } else if let (name, level) = Self.names.first(where: { Self.begins(rest, $0.name) }) {
                rest = rest.dropFirst(name.unicodeScalars.count)
                let isScale =
                    name.unicodeScalars.count > 1 && Self.scales.contains { rest.starts(with: $0.unicodeScalars) }
                if !isDenied, !isScale {
                    self = level
                    return
                }
                isDenied = false
            } else if rest.starts(with: "非常".unicodeScalars) {
                rest = rest.dropFirst(2)
            } else {
                rest = rest.dropFirst()
                isDenied = Self.denials.contains(String(scalar)) || isDenied && Self.degrees.contains(String(scalar))
            }
        }
        return nil
    }

    /// Whether a text begins with the name of a level; one character is a name only where no other word goes on with it.
    private static func begins(_ text: Substring.UnicodeScalarView, _ name: String) -> Bool {
        guard text.starts(with: name.unicodeScalars) else { return false }
        guard name.unicodeScalars.count == 1, let next = text.dropFirst().first, next.isHan else { return true }
        return followers.contains(next)
    }

    /// The more urgent is the smaller, so that sorting puts it first.
    package static func < (left: Urgency, right: Urgency) -> Bool {
        left.rank < right.rank
    }

    /// 0 for critical to 3 for low.
    package var rank: Int {
        switch self {
        case .critical: 0
        case .high: 1
        case .medium: 2
        case .low: 3
        }
    }

    /// The urgency of a rank; nil when there is none.
    package init?(rank: Int) {
        guard let urgency = Self.allCases.first(where: { $0.rank == rank }) else { return nil }
        self = urgency
    }

    private static let words: [String: Urgency] = [
        "critical": .critical, "high": .high, "highest": .high, "medium": .medium, "moderate": .medium, "low": .low,
        "lowest": .low,
    ]

    private static let names: [(name: String, level: Urgency)] = [
        ("緊急", .critical), ("紧急", .critical), ("嚴重", .critical), ("严重", .critical), ("危急", .critical),
        ("致命", .critical), ("重大", .critical), ("高", .high), ("中", .medium), ("低", .low), ("輕微", .low), ("轻微", .low),
    ]

    /// What makes the name of a scale of the name of a level: `嚴重程度`.
    private static let scales = ["度", "程度", "性"]

    /// What may follow a level of one character: `高風險`, `中等`, `高優先級`, `高或低`.
    private static let followers = Set("度級级等優优風风危階阶至到或且但的緊紧嚴严重影高中低".unicodeScalars)

    private static let denials: Set<String> = [
        "not", "non", "no", "never", "isn", "非", "不", "未", "無", "无", "沒", "没",
    ]

    /// What may stand between a denial and what it denies: `not very critical`, `不太緊急`.
    private static let degrees: Set<String> = [
        "very", "so", "too", "that", "t", "really", " ", "-", "'", "’", "是", "太", "很", "算", "會", "会", "有", "夠", "够",
    ]
}
