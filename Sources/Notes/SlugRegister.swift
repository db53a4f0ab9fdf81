import Markdown

/// Gives headings their anchors, by the rules of GitHub: lower case, spaces to hyphens, punctuation dropped, repeats
/// numbered `-1`, `-2`. No anchor is ever empty, and none is given twice.
package struct SlugRegister: Sendable {
    private var taken: Set<String> = []
    private var repeats: [String: Int] = [:]

    /// No anchor is taken yet: one register serves one page.
    package init() {}

    /// Takes an anchor that is wanted exactly so; false when it is taken already, empty, or one of the page's own.
    package mutating func claim(_ anchor: String) -> Bool {
        !anchor.isEmpty && !anchor.hasPrefix(PageElement.prefix) && taken.insert(anchor).inserted
    }

    /// An anchor for a heading, numbered when its slug is taken.
    package mutating func anchor(for heading: String) -> String {
        let slug = Self.slug(heading)
        let base = slug.isEmpty ? "section" : slug
        var candidate = base
        // The counter starts where the last repeat of this slug ended, so that many equal headings cost linear time.
        var number = repeats[base, default: 0]
        while !taken.insert(candidate).inserted {
            number += 1
            candidate = "\(base)-\(number)"
        }
        repeats[base] = number
        return candidate
    }

    /// GitHub's slug of a heading, which may be empty: `Detection Commands / 偵測指令` is
    /// `detection-commands--偵測指令`.
    package static func slug(_ heading: some StringProtocol) -> String {
        var slug: [UInt8] = []
        slug.reserveCapacity(heading.utf8.count)
        for scalar in heading.unicodeScalars {
            switch scalar {
            case " ", "\t", "\n": slug.append(UInt8(ascii: "-"))
            case "-", "_", "0"..."9", "a"..."z": slug.append(UInt8(scalar.value))
            case "A"..."Z": slug.append(UInt8(scalar.value) | 0x20)
            default:
                guard !scalar.isASCII, Self.belongsToWord(scalar) else { continue }
                if scalar.isHan {
                    slug.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                } else {
                    slug.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
                }
            }
        }
        return String(decoding: slug, as: UTF8.self)
    }

    private static func belongsToWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isHan { return true }
        return switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .connectorPunctuation:
            true
        default: false
        }
    }
}
