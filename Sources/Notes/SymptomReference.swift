/// A reference to symptoms at the start of a heading or a comment: `S1:`, `S3–S4:`, `S1, S2`, `S1/S2`, `[S1]`, `症狀 S1`.
package struct SymptomReference: Sendable, Equatable {
    /// The ids that are named, in order, each once: `S3–S4` names S3 and S4.
    package let symptoms: [String]
    /// What follows the reference and its colon or dash.
    package let rest: String

    /// A range wider than this is taken for a slip, not for that many symptoms.
    private static let widestRange = 50

    /// Reads the reference that `text` begins with; nil when it begins with none.
    ///
    /// - Parameter known: the symptoms of the note. Without a colon, a dash or the end after it, `S3 bucket` is a
    ///   reference only when S3 is one of them, and so is `S-3`.
    package init?(_ text: some StringProtocol, known: Set<String> = []) {
        var scanner = SymptomScanner(text)
        scanner.skipMarksAndNumbering()
        let hasLabel = scanner.skipLabel()
        let isBracketed = scanner.skipOpeningBracket()
        guard let first = scanner.number() else { return nil }
        var numbers = [first]
        // `S1, 2 & 3:` names three, and `S1, 2 brokers down` one: which it is shows only at the end.
        var firm: (position: Int, count: Int)?
        func keepFirm() -> Bool {
            guard let kept = firm else { return false }
            scanner.position = kept.position
            numbers.removeLast(numbers.count - kept.count)
            firm = nil
            return true
        }
        while let next = scanner.next(), let last = numbers.last {
            if next.isLoose, firm == nil { firm = (next.start, numbers.count) }
            if next.isRange {
                guard next.number > last, next.number - last <= Self.widestRange else {
                    guard keepFirm() else { return nil }
                    break
                }
                numbers.append(contentsOf: (last + 1)...next.number)
            } else {
                numbers.append(next.number)
            }
        }
        func isEnded() -> Bool {
            if isBracketed, !scanner.skipClosingBracket() { return false }
            return scanner.skipEnd() || isBracketed || hasLabel && scanner.isAtGap
        }
        var isEnd = isEnded()
        if !isEnd, keepFirm() { isEnd = isEnded() }
        var seen: Set<Int> = []
        let ids = numbers.filter { seen.insert($0).inserted }.map { "S\($0)" }
        if scanner.isHyphenated || !isEnd {
            guard known.isSuperset(of: ids), isEnd || scanner.isAtGap && !isBracketed else { return nil }
        }
        symptoms = ids
        rest = scanner.rest.trimmingSpaces()
    }

    /// The id that a cell of the symptoms table plainly holds, in its usual form: `S1` for `s1`, `S01`, `S-1`, `(S1)`,
    /// `S1:`, `🔴 S1` or `1`.
    ///
    /// - Parameter needsS: whether the number alone is none.
    package static func id(inCell cell: String, needsS: Bool = false) -> String? {
        let isMark: (Unicode.Scalar) -> Bool = {
            !$0.isHan && !$0.properties.isAlphabetic && $0.properties.numericType == nil
        }
        let scalars = cell.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isMark($0) }),
            let last = scalars.lastIndex(where: { !isMark($0) })
        else { return nil }
        var scanner = SymptomScanner(String(scalars[first...last]))
        guard let number = scanner.number() ?? (needsS ? nil : scanner.bareNumber()) else { return nil }
        return scanner.rest.isEmpty ? "S\(number)" : nil
    }
}
