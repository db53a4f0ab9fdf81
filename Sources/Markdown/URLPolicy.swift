/// What a link target is, by its scheme, as a browser would read it.
///
/// Browsers drop control characters and spaces around an address and tabs and line breaks inside it, take `\` for `/`,
/// and compare schemes without case; so does this.
package enum URLPolicy: Sendable, Equatable {
    /// A path, a query or an empty target: relative to the page.
    case relative
    /// `#…`, in the page.
    case fragment
    /// Another host over http or https, with or without the scheme.
    case remote
    /// mailto, ftp, tel and the like: known, harmless, no page.
    case other
    /// A scheme nobody knows here, which a browser hands to another program.
    case unknown
    /// A scheme that runs or reads something where it is followed, such as `javascript:`.
    case dangerous

    /// Classifies a target whose entities are decoded.
    package init(of target: String) {
        var target = target
        self = target.withUTF8 { unsafe URLPolicy(of: $0.span) }
    }

    init(of target: Span<UInt8>) {
        var scheme: [UInt8] = []
        var index = 0
        while index < target.count, target[index] <= 0x20 { index += 1 }
        guard index < target.count else {
            self = .relative
            return
        }
        if target[index] == UInt8(ascii: "#") {
            self = .fragment
            return
        }
        var slashes = 0
        while index < target.count {
            let byte = target[index]
            index += 1
            switch byte {
            case 0x09, 0x0A, 0x0D: continue
            case UInt8(ascii: "/"), UInt8(ascii: "\\"):
                slashes += 1
                if slashes == 2 {
                    self = .remote
                    return
                }
                guard scheme.isEmpty else {
                    self = .relative
                    return
                }
            case UInt8(ascii: "?"), UInt8(ascii: "#"):
                self = .relative
                return
            case UInt8(ascii: ":") where slashes == 0:
                self = URLPolicy.classify(scheme: scheme)
                return
            default:
                guard slashes == 0 else {
                    self = .relative
                    return
                }
                // Longer than any scheme: the start and the end are enough to tell it is none that is known.
                if scheme.count < 32 { scheme.append(byte < 0x80 ? byte | (isLetter(byte) ? 0x20 : 0) : byte) }
            }
        }
        self = .relative
    }

    private static func classify(scheme: [UInt8]) -> URLPolicy {
        let name = String(decoding: scheme, as: UTF8.self)
        if name == "http" || name == "https" { return .remote }
        if ["mailto", "ftp", "ftps", "tel", "sms", "irc", "ircs", "xmpp", "news", "geo"].contains(name) {
            return .other
        }
        guard let first = scheme.first, isLetter(first),
            scheme.allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0) })
        else {
            // No scheme, and so a path to browsers; but what hides one behind control characters is not worth a link.
            return scheme.contains { $0 <= 0x20 || $0 == 0x7F } ? .dangerous : .relative
        }
        let dangerous = [
            "javascript", "vbscript", "livescript", "mocha", "data", "file", "blob", "filesystem", "about", "jar",
            "view-source", "feed", "mhtml", "ms-its", "res", "chrome", "resource", "intent",
        ]
        return dangerous.contains(name) ? .dangerous : .unknown
    }
}

private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
