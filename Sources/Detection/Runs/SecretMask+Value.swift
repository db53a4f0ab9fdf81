extension SecretMask {
    /// A name of a secret in a line, and the value behind it.
    struct NamedValue {
        private let bytes: [UInt8]
        /// The name's place, which may be a part of a longer word.
        private let name: Range<Int>
        private let word: String

        /// What stands between a name and its value is no longer.
        private static let farthest = 40
        /// Directives of `redis.conf`, whose value follows a blank.
        private static let directives: Set<String> = ["requirepass", "masterauth"]
        /// What ends a long option whose value may follow a blank, as in `--db-password hunter2`.
        private static let options: Set<String> = [
            "password", "passwd", "secret", "token", "apikey", "api_key", "api-key", "access_key", "access-key",
        ]
        /// Words that are followed by the secret itself.
        private static let schemes: Set<String> = ["bearer", "basic"]
        /// Headers whose whole value is secret: a cookie is what a session is opened with.
        private static let headers: Set<String> = ["authorization", "cookie"]
        private static let headerSchemes: Set<String> = ["bearer", "basic", "token", "apikey", "digest", "negotiate"]

        init(_ word: String, at start: Int, of bytes: [UInt8]) {
            self.bytes = bytes
            self.name = start..<start + word.utf8.count
            self.word = word
        }

        /// The place of the value; nil where none follows.
        var range: Range<Int>? {
            let limit = min(bytes.count, name.upperBound + Self.farthest)
            let end = skip(name.upperBound, to: limit) { Self.isOfWord($0) }
            let mark = skip(end, to: limit) { Self.isBlank($0) || Self.isQuote($0) || $0 == UInt8(ascii: "\\") }
            if mark < limit, bytes[mark] == UInt8(ascii: "=") || bytes[mark] == UInt8(ascii: ":") {
                let isInHeader = bytes[mark] == UInt8(ascii: ":") && Self.headers.contains(word)
                // Settings of cookies are no cookies.
                if word == "cookie", !isInHeader || end != name.upperBound { return nil }
                // `:=` and `=>` are marks, too.
                let start = skip(mark, to: limit) { Self.isBlank($0) || "=:>[".utf8.contains($0) }
                return value(from: start, isHeader: isInHeader)
            }
            let start = skip(end, to: bytes.count) { Self.isBlank($0) }
            guard start > end, start < bytes.count, end == name.upperBound, takesBlank else { return nil }
            return value(from: start, isHeader: false)
        }

        /// Whether the value follows a blank alone.
        private var takesBlank: Bool {
            if Self.directives.contains(word) { return true }
            let next = skip(name.upperBound, to: bytes.count) { Self.isBlank($0) }
            guard Self.options.contains(word), next < bytes.count, bytes[next] != UInt8(ascii: "-") else {
                return false
            }
            return bytes[wordStart...].starts(with: "--".utf8)
        }

        /// Where the word begins in which the name stands.
        private var wordStart: Int {
            var start = name.lowerBound
            while start > max(0, name.lowerBound - Self.farthest), Self.isOfWord(bytes[start - 1]) { start -= 1 }
            return start
        }

        private func value(from start: Int, isHeader: Bool) -> Range<Int>? {
            var start = start
            while let open = quote(at: start) {
                let content = content(of: open)
                if !content.isEmpty { return content }
                start = min(bytes.count, open + 2 + backslashes(before: open, from: 0))
            }
            let end = isHeader ? headerEnd(from: start) : plainEnd(from: start)
            return start < end ? start..<end : nil
        }

        /// A quote that opens a value; in a text inside a text a backslash stands before it.
        private func quote(at start: Int) -> Int? {
            let open = skip(start, to: bytes.count) { $0 == UInt8(ascii: "\\") }
            return open < bytes.count && Self.isQuote(bytes[open]) ? open : nil
        }

        /// What stands between a quote and the one that closes it, or the end of the line. A quote that is doubled, or
        /// escaped deeper than the opening one, is inside.
        private func content(of open: Int) -> Range<Int> {
            let start = open + 1
            let depth = backslashes(before: open, from: 0)
            var position = start
            while position < bytes.count {
                guard bytes[position] == bytes[open] else {
                    position += 1
                    continue
                }
                let escapes = backslashes(before: position, from: start)
                let isEscaped = depth == 0 ? escapes % 2 == 1 : escapes > depth
                let isDoubled =
                    depth == 0 && position > start && position + 1 < bytes.count && bytes[position + 1] == bytes[open]
                if !isEscaped, !isDoubled { return start..<(depth == 0 ? position : position - escapes) }
                position += isEscaped ? 1 : 2
            }
            return start..<bytes.count
        }

        private func backslashes(before position: Int, from start: Int) -> Int {
            bytes[start..<position].reversed().prefix { $0 == UInt8(ascii: "\\") }.count
        }

        /// A header takes the rest of its line, or of the quotes in which it stands as a whole.
        private func headerEnd(from start: Int) -> Int {
            let first = wordStart
            let end = bytes.last == UInt8(ascii: "\r") ? bytes.count - 1 : bytes.count
            guard first > 0, Self.isQuote(bytes[first - 1]) else { return end }
            return bytes[start...].firstIndex(of: bytes[first - 1]) ?? end
        }

        /// One word; the name of a scheme such as `Bearer` is one with what follows it.
        private func plainEnd(from start: Int) -> Int {
            func isWithin(_ byte: UInt8) -> Bool { !Self.isBlank(byte) && !Self.isQuote(byte) }
            let end = skip(start, to: bytes.count) { isWithin($0) && !",;&".utf8.contains($0) }
            let first = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
            guard (word == "authorization" ? Self.headerSchemes : Self.schemes).contains(first) else { return end }
            return skip(skip(end, to: bytes.count) { !isWithin($0) }, to: bytes.count, while: isWithin)
        }

        private func skip(_ start: Int, to end: Int, while isSkipped: (UInt8) -> Bool) -> Int {
            var position = start
            while position < end, isSkipped(bytes[position]) { position += 1 }
            return position
        }

        private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

        private static func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 }

        private static func isOfWord(_ byte: UInt8) -> Bool {
            isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        }
    }
}
