import Yams

extension FrontMatter {
    /// Bytes of YAML beyond which it is not read.
    static let largestSize = 256 * 1024
    /// Levels of nesting beyond which it is not read: the parser recurses on the stack.
    static let deepestNesting = 64
    /// Values beyond which it is not read; aliases count each time they are used, so a "billion laughs" ends here.
    static let mostValues = 10_000
    /// Uses of aliases beyond which it is not read. The parser hashes every key with all that its aliases stand for;
    /// 32 uses can stand for 130,000 values at most (3 to the power of 32/3).
    static let mostAliases = 32

    /// Reads the YAML of a front matter. What is wrong becomes findings; the fields that could be read are kept.
    ///
    /// - Parameter firstLine: the line of the file on which the YAML begins.
    package static func parse(_ yaml: Substring, firstLine: Int) -> (FrontMatter, [Finding]) {
        if let limit = exceededLimit(of: yaml) {
            return (FrontMatter(), [Finding(.frontMatterLimit, line: firstLine, limit)])
        }
        do {
            return try read(yaml, firstLine: firstLine)
        } catch {
            let finding =
                (error as? YamlError).map { Self.finding(for: $0, firstLine: firstLine) }
                ?? Finding(.frontMatterSyntax, line: firstLine, Self.fault("\(error)"))
            return (FrontMatter(fields: recovered(from: yaml, firstLine: firstLine)), [finding])
        }
    }

    /// Reads YAML within the bounds; throws where it is not valid.
    static func read(_ yaml: Substring, firstLine: Int) throws -> (frontMatter: FrontMatter, findings: [Finding]) {
        // Reading nodes, not values: `Yams.load` 6.2.2 traps on a key that is a mapping (`title: {{ title }}`).
        // Without an encoding named, Yams looks one up in the environment for each text. The basic resolver takes scalars for
        // text, as fields do: the default one asks regular expressions what else each key might be.
        guard let node = try Yams.compose(yaml: String(yaml), .basic, .default, .utf8) else {
            return (FrontMatter(), [])
        }
        guard let mapping = node.mapping else {
            let place = place(of: node, firstLine: firstLine)
            return (
                FrontMatter(),
                [
                    Finding(
                        .frontMatterSyntax, line: place.line, column: place.column,
                        Sentence("finding.front-matter.mapping", "the YAML is not a list of keys and values"))
                ]
            )
        }
        var reader = Reader(firstLine: firstLine)
        let fields = reader.fields(of: mapping)
        if reader.remaining < 0 {
            let limit = Sentence("finding.front-matter.values", "more than %1 values", "\(mostValues)")
            return (FrontMatter(), [Finding(.frontMatterLimit, line: firstLine, limit)])
        }
        return (FrontMatter(fields: fields), reader.findings)
    }

    fileprivate static func place(of node: Node, firstLine: Int) -> (line: Int, column: Int) {
        guard let mark = node.mark else { return (firstLine, 1) }
        return (firstLine + max(0, mark.line - 1), max(1, mark.column))
    }

    /// A bound on nesting that needs no parser: open brackets, and indicators that open a level on one line.
    private static func exceededLimit(of yaml: Substring) -> Sentence? {
        let utf8 = yaml.utf8
        if utf8.count > largestSize {
            return Sentence(
                "finding.front-matter.size", "the YAML is larger than %1 KB", "\(largestSize / 1024)")
        }
        var brackets = 0
        var onLine = 0
        var indents: [Int] = []
        var indent: Int? = 0
        var hasAnchor = false
        var aliases = 0
        var previous: UInt8 = 0x0A
        for byte in utf8 {
            if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), Self.beginsToken(after: previous) {
                if byte == UInt8(ascii: "&") { hasAnchor = true } else { aliases += 1 }
                if hasAnchor, aliases > mostAliases {
                    return Sentence(
                        "finding.front-matter.aliases", "aliases are used more than %1 times", "\(mostAliases)")
                }
            }
            // An indicator opens a level only before white space: a line of hyphens in a comment opens none.
            let isSpace = byte == 0x20 || byte == 0x09
            if isSpace, previous == UInt8(ascii: "-") || previous == UInt8(ascii: "?") || previous == UInt8(ascii: ":")
            {
                onLine += 1
            }
            previous = byte
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"), 0x09: break
            case 0x0A, 0x0D:
                onLine = 0
                indent = 0
                continue
            case 0x20:
                if let width = indent { indent = width + 1 }
                continue
            default: onLine = 0
            }
            if let width = indent {
                while let last = indents.last, last >= width { indents.removeLast() }
                indents.append(width)
                indent = nil
            }
            if brackets > deepestNesting || onLine > deepestNesting * 2 || indents.count > deepestNesting {
                return Sentence(
                    "finding.front-matter.depth", "the YAML is nested more than %1 levels deep",
                    "\(deepestNesting)")
            }
        }
        return nil
    }
}

extension FrontMatter {
    private static func beginsToken(after byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ":"): true
        default: false
        }
    }
}

/// Turns nodes into values, counting them.
private struct Reader {
    let firstLine: Int
    var findings: [Finding] = []
    var remaining = FrontMatter.mostValues

    init(firstLine: Int) {
        self.firstLine = firstLine
    }

    mutating func fields(of mapping: Node.Mapping) -> [FrontMatter.Field] {
        var fields: [FrontMatter.Field] = []
        for (key, value) in mapping {
            guard remaining >= 0 else { break }
            let place = FrontMatter.place(of: key, firstLine: firstLine)
            guard let name = key.scalar?.string else {
                findings.append(
                    Finding(
                        .frontMatterSyntax, line: place.line, column: place.column,
                        Sentence(
                            "finding.front-matter.key",
                            "a key is not plain text; text that begins with a brace needs quotation marks")))
                continue
            }
            fields.append(
                FrontMatter.Field(key: name, value: self.value(of: value), line: place.line, column: place.column))
        }
        return fields
    }

    private mutating func value(of node: Node) -> FrontMatter.Value {
        remaining -= 1
        guard remaining >= 0 else { return .null }
        switch node {
        case .scalar(let scalar):
            let isNull =
                scalar.style == .any || scalar.style == .plain
                ? ["", "~", "null", "Null", "NULL"].contains(scalar.string) : false
            return isNull ? .null : .scalar(scalar.string)
        case .sequence(let sequence):
            var values: [FrontMatter.Value] = []
            for element in sequence {
                guard remaining >= 0 else { break }
                values.append(value(of: element))
            }
            return .list(values)
        case .mapping(let mapping):
            return .mapping(fields(of: mapping))
        case .alias:
            return .null
        }
    }
}
