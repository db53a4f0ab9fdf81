/// Text that may stand in two languages, written `English / 中文`.
///
/// It is split at a slash (` / `, `／`, `/`) when one side has Chinese characters and the other has none; otherwise it
/// stays whole, so that `Duplication / Hotspot`, `Bash/Go` and `I/O 模型` are not torn.
package struct BilingualText: Sendable, Hashable {
    /// The text as written, without white space around it.
    package let full: String
    /// The half without Chinese characters; nil when the text was not split.
    package let english: String?
    /// The half with Chinese characters; nil when the text was not split.
    package let chinese: String?
    private let isChineseFirst: Bool

    /// Reads a text; white space around it and around its halves is dropped.
    package init(_ text: String) {
        let text = text.trimmingSpaces()
        full = text
        guard text.hasHan, text.unicodeScalars.contains(where: { $0 == "/" || $0 == "／" }),
            let (left, right) = Self.halves(of: text)
        else {
            english = nil
            chinese = nil
            isChineseFirst = false
            return
        }
        isChineseFirst = left.hasHan
        (english, chinese) = isChineseFirst ? (right, left) : (left, right)
    }

    /// The two halves in the order of writing; nil when the text is not bilingual.
    package var halves: (first: String, second: String)? {
        guard let english, let chinese else { return nil }
        return isChineseFirst ? (chinese, english) : (english, chinese)
    }

    /// Where the separator stands between the halves, with the white space around it, in the UTF-8 of the full text; nil
    /// when the text is not bilingual.
    package var separator: Range<Int>? {
        halves.map { $0.first.utf8.count..<(full.utf8.count - $0.second.utf8.count) }
    }

    /// The text for a reader of one language: that half, or else all of it.
    package func text(in language: Language) -> String {
        switch language {
        case .english: english ?? full
        case .chinese: chinese ?? full
        }
    }

    private static func halves(of text: String) -> (String, String)? {
        for separator in [" / ", "／", "/"] {
            if let halves = halves(of: text, at: separator) { return halves }
        }
        return nil
    }

    /// English before Chinese splits at the slash nearest to the first Han character, Chinese before English at the one
    /// nearest after the last, so that further slashes stay inside the English half.
    private static func halves(of text: String, at separator: String) -> (String, String)? {
        let scalars = text.unicodeScalars
        guard let firstHan = scalars.firstIndex(where: \.isHan), let lastHan = scalars.lastIndex(where: \.isHan) else {
            return nil
        }
        let tight = separator == "/"
        if let slash = text[..<firstHan].lastRange(of: separator) {
            // `I/O 模型`: a slash without spaces splits only where a Chinese character or mark follows at once.
            let follows = scalars[slash.upperBound]
            if !tight || !follows.isASCII {
                return trimmed(text[..<slash.lowerBound], text[slash.upperBound...])
            }
        }
        if let slash = text[lastHan...].firstRange(of: separator) {
            let precedes = scalars[scalars.index(before: slash.lowerBound)]
            if !tight || !precedes.isASCII {
                return trimmed(text[..<slash.lowerBound], text[slash.upperBound...])
            }
        }
        return nil
    }

    private static func trimmed(_ left: Substring, _ right: Substring) -> (String, String)? {
        let (left, right) = (left.trimmingSpaces(), right.trimmingSpaces())
        return left.isEmpty || right.isEmpty || left.hasHan == right.hasHan ? nil : (left, right)
    }
}

extension Substring {
    fileprivate func lastRange(of separator: String) -> Range<Index>? {
        var found: Range<Index>?
        var rest = self
        while let range = rest.firstRange(of: separator) {
            found = range
            rest = rest[range.upperBound...]
        }
        return found
    }
}
