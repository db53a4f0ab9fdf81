internal import Crypto

/// The SHA-256 (FIPS 180-4) of a command's language and exact text: what a person's trust is tied to.
///
/// One changed byte of either gives another fingerprint. What is hashed is the language, a line feed and the text: a
/// fence's language never holds a line feed, so no two commands share their bytes, and
/// `printf 'bash\nuptime' | sha256sum` gives the same digits.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    package let hexadecimal: String

    /// The digits.
    package var description: String { hexadecimal }

    /// The fingerprint of `text`, a command written in `language` (the fence's info word, such as `bash`).
    package init(language: String, text: String) {
        var hash = SHA256()
        hash.update(data: Array(language.utf8) + [UInt8(ascii: "\n")])
        hash.update(data: Array(text.utf8))
        self.hexadecimal = Self.hexadecimal(hash.finalize())
    }

    /// A fingerprint as a person typed or stored it; nil unless it is 64 hexadecimal digits.
    package init?(hexadecimal: String) {
        guard hexadecimal.utf8.count == 64, hexadecimal.utf8.allSatisfy(Self.isHexadecimal) else { return nil }
        self.hexadecimal = hexadecimal.lowercased()
    }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var bytes: [UInt8] = []
        for byte in digest {
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
