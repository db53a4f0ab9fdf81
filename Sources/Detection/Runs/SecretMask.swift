/// Hides what looks like a secret in the output of a command, before anybody sees it or anything keeps it.
package struct SecretMask: Sendable {
    /// What stands in place of a secret.
    package static let sign = "•••"
    /// Words that are followed by a secret.
    private static let names = [
        "password", "passwd", "pwd", "secret", "token", "apikey", "api_key", "api-key", "authorization", "credential",
        "private_key", "access_key", "access-key", "requirepass", "masterauth",
        "cookie",
    ]

    /// Compared by bytes: an accent behind a secret would make another character of its last one.
    private let values: [[UInt8]]
    private let patterns: [Pattern]

    /// - Parameters:
    ///   - values: secrets that are known, such as those of the environment; short ones are no secrets.
    ///   - patterns: of further secrets; a line with one is hidden whole.
    package init(values: [String] = [], patterns: [Pattern] = []) {
        self.values = values.map { Array($0.utf8) }.filter { $0.count >= 6 }
        self.patterns = patterns
    }

    /// A line without its secrets: values behind names such as `password=`, what a header
    /// or an option such as `--token` carries, the password of an address, keys in PEM.
    package func masked(_ line: String) -> String {
        if patterns.contains(where: { $0.isFound(in: line) }) || line.contains("PRIVATE KEY-----") { return Self.sign }
        let text = values.reduce(Array(line.utf8)) { $0.replacing($1, with: Array(Self.sign.utf8)) }
        return Self.named(Self.address(String(decoding: text, as: UTF8.self)))
    }

    /// `postgresql://user:secret@host` without the secret.
    private static func address(_ line: String) -> String {
        var result = ""
        var rest = line[...]
        while let scheme = rest.firstRange(of: "://") {
            result += rest[..<scheme.upperBound]
            rest = rest[scheme.upperBound...]
            let authority = rest.prefix { !$0.isWhitespace && $0 != "/" && $0 != "\"" && $0 != "'" }
            guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else {
                continue
            }
            result += authority[...colon] + sign
            rest = rest[at...]
        }
        return result + rest
    }

    private static func named(_ line: String) -> String {
        let bytes = Array(line.utf8)
        let lower = bytes.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
        let keys = names.map { ($0, Array($0.utf8)) }
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            guard let (name, _) = keys.first(where: { lower[position...].starts(with: $0.1) }),
                let value = NamedValue(name, at: position, of: bytes).range
            else {
                result.append(bytes[position])
                position += 1
                continue
            }
            result += bytes[position..<value.lowerBound] + Array(sign.utf8)
            position = value.upperBound
        }
        return String(decoding: result, as: UTF8.self)
    }
}
