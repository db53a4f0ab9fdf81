extension Parameter {
    /// A command of a note, as far as inference needs it.
    package struct Command: Sendable {
        /// The fence's language, such as `bash` or `promql`.
        package let language: String
        /// The command as it stands in the note.
        package let text: String

        /// A command of that language.
        package init(language: String, text: String) {
            self.language = language
            self.text = text
        }
    }

    /// The most parameters that are inferred from a note; further samples stay text.
    package static let most = 64

    /// The parameters that the commands' sample values suggest, in the order in which they first stand.
    ///
    /// A sample is an address of this machine with a port (`localhost:9092`), a name in a domain kept for examples
    /// (`db.example.com`), a word that begins with `my-` or `your-`, or a placeholder in angle brackets.
    package static func inferred(from commands: [Command]) -> [Parameter] {
        var order: [String] = []
        var names: [String: String] = [:]
        var labels: [String: Set<String>] = [:]
        for command in commands {
            for (sample, option) in samples(in: command.text) {
                if names[sample] == nil {
                    guard order.count < most else { continue }
                    order.append(sample)
                    names[sample] = name(sample, option: option)
                } else if let option, isAddress(sample), names[sample] == name(sample, option: nil) {
                    names[sample] = option
                }
            }
        }
        for command in commands { labels.merge(Self.labels(of: order, in: command)) { $0.union($1) } }
        var used: [String: Int] = [:]
        return order.map { sample in
            let name = names[sample] ?? sample
            used[name, default: 0] += 1
            let count = used[name] ?? 1
            return Parameter(
                name: count == 1 ? name : "\(name)-\(count)", sample: sample, labels: labels[sample] ?? [])
        }
    }

    /// The labels whose matchers in PromQL name samples, by the sample.
    package static func labels(of samples: [String], in command: Command) -> [String: Set<String>] {
        guard command.language == "promql", !samples.isEmpty else { return [:] }
        var labels: [String: Set<String>] = [:]
        for case .success(let statement) in PromQL.statements(in: command.text) {
            for matcher in statement.expression.matchers {
                for sample in samples where matcher.names(sample) {
                    labels[sample, default: []].insert(matcher.label)
                }
            }
        }
        return labels
    }

    /// The samples of a text, each with the long option it is the value of.
    private static func samples(in text: String) -> [(sample: String, option: String?)] {
        var found: [(String, String?)] = []
        var before: Substring = ""
        for word in text.split(whereSeparator: { $0.isWhitespace || "'\"`=,;|&()[]{}\\".contains($0) }) {
            if let sample = sample(word), sample.utf8.count <= longest { found.append((sample, option(before))) }
            before = word
        }
        return found
    }

    private static func option(_ word: Substring) -> String? {
        guard word.hasPrefix("--"), word.count > 2 else { return nil }
        return String(word.dropFirst(2))
    }

    private static func sample(_ word: Substring) -> String? {
        if word.hasPrefix("<"), word.hasSuffix(">"), word.count > 2 {
            let inner = word.dropFirst().dropLast()
            return inner.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == 0x2D || $0 == 0x5F }
                ? String(word) : nil
        }
        // An address may stand in a URL: `http://localhost:9200/_cat`.
        var word = word
        if let scheme = word.firstRange(of: "://") { word = word[scheme.upperBound...] }
        if let path = word.firstIndex(of: "/") { word = word[..<path] }
        while let last = word.last, ".:".contains(last) { word.removeLast() }
        let lower = word.lowercased()
        let starts = ["my-", "my_", "your-", "your_"].contains { lower.hasPrefix($0) && lower.count > $0.count }
        if starts { return isPlainWord(String(word)) ? String(word) : nil }
        return isAddress(lower) && isPlainWord(String(word)) ? String(word) : nil
    }

    private static func isAddress(_ word: String) -> Bool {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let host = parts.first else { return false }
        if parts.count == 2 {
            guard let port = UInt16(parts[1]), port > 0 else { return false }
            if host == "localhost" || host == "127.0.0.1" { return true }
        }
        return [".example.com", ".example.org", ".example.net", ".example"].contains {
            host.hasSuffix($0) && host.utf8.count > $0.utf8.count
        }
    }

    private static func name(_ sample: String, option: String?) -> String {
        if sample.hasPrefix("<") { return sample.dropFirst().dropLast().lowercased().replacing("_", with: "-") }
        if isAddress(sample.lowercased()) { return option ?? "address" }
        let words = sample.lowercased().replacing("_", with: "-").split(separator: "-").dropFirst()
        return words.joined(separator: "-")
    }
}

extension PromQL.Matcher {
    /// Whether a sample stands in the value, in a regular expression in whatever spelling.
    fileprivate func names(_ sample: String) -> Bool {
        value.contains(sample)
            || (kind.isPattern && Parameter.patternSpellings(of: sample).dropFirst().contains(where: value.contains))
    }
}
