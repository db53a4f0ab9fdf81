/// A strict reading of an HTML fragment: every tag well formed and balanced, nothing left to a browser's leniency.
struct HTMLFragment: Equatable, CustomStringConvertible {
    enum Item: Equatable {
        case start(name: String, attributes: [String: String])
        case end(name: String)
        case text(String)
    }

    var items: [Item] = []
    /// What a strict reader objects to; empty for a sound fragment.
    var faults: [String] = []

    private static let voids: Set<String> = ["br", "hr", "img", "input", "wbr", "col"]

    init(_ html: String) {
        var open: [String] = []
        // Scalars, not Characters: a combining mark behind a ">" is text behind a tag.
        var rest = Substring(html).unicodeScalars
        while let next = rest.first {
            if next == "<" {
                guard let close = HTMLFragment.endOfTag(rest) else {
                    faults.append("tag never closed: \(String(rest.prefix(40)))")
                    break
                }
                readTag(rest[rest.index(after: rest.startIndex)..<close], &open)
                rest = rest[rest.index(after: close)...]
            } else {
                let end = rest.firstIndex(of: "<") ?? rest.endIndex
                addText(HTMLFragment.decode(Substring(rest[..<end])))
                rest = rest[end...]
            }
        }
        if !open.isEmpty { faults.append("left open: \(open)") }
    }

    /// The fragment without white space between blocks and without attributes that only add to the page.
    func normalized(droppingAttributes dropped: Set<String> = ["lang"]) -> HTMLFragment {
        var result = self
        result.items = []
        var isPreformatted = false
        for item in items {
            switch item {
            case .start(let name, let attributes):
                if name == "pre" { isPreformatted = true }
                result.items.append(.start(name: name, attributes: attributes.filter { !dropped.contains($0.key) }))
            case .end(let name):
                if name == "pre" { isPreformatted = false }
                result.items.append(item)
            case .text(let text):
                let collapsed =
                    isPreformatted ? text : text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                if !collapsed.isEmpty { result.items.append(.text(collapsed)) }
            }
        }
        return result
    }

    var description: String {
        items.map { item in
            switch item {
            case .start(let name, let attributes):
                "<\(name)\(attributes.sorted { $0.key < $1.key }.map { " \($0.key)=\"\($0.value)\"" }.joined())>"
            case .end(let name): "</\(name)>"
            case .text(let text): text
            }
        }.joined(separator: "|") + (faults.isEmpty ? "" : " FAULTS \(faults)")
    }

    private mutating func addText(_ text: String) {
        if case .text(let before) = items.last {
            items[items.count - 1] = .text(before + text)
        } else {
            items.append(.text(text))
        }
    }

    private static func endOfTag(_ text: Substring.UnicodeScalarView) -> String.Index? {
        var isQuoted = false
        for index in text.indices {
            if text[index] == "\"" { isQuoted.toggle() }
            if text[index] == ">", !isQuoted { return index }
        }
        return nil
    }

    private mutating func readTag(_ tag: Substring.UnicodeScalarView, _ open: inout [String]) {
        if tag.first == "/" {
            let name = String(tag.dropFirst())
            if open.last == name {
                open.removeLast()
            } else {
                faults.append("</\(name)> closes \(open.last ?? "nothing")")
            }
            items.append(.end(name: name))
            return
        }
        let name = tag.prefix { $0.properties.isASCIIHexDigit || ("a"..."z").contains($0) || ("A"..."Z").contains($0) }
        if name.isEmpty { faults.append("odd tag <\(String(tag.prefix(40)))>") }
        var rest = tag[name.endIndex...].drop(while: \.properties.isWhitespace)
        var attributes: [String: String] = [:]
        while let first = rest.first, first != "/" {
            let key = rest.prefix { $0 != "=" && !$0.properties.isWhitespace && $0 != "/" }
            rest = rest[key.endIndex...]
            var value = Substring().unicodeScalars
            if rest.starts(with: "=\"".unicodeScalars) {
                rest = rest.dropFirst(2)
                let end = rest.firstIndex(of: "\"") ?? rest.endIndex
                value = rest[..<end]
                rest = rest[end...].dropFirst()
            } else if rest.first == "=" {
                faults.append("unquoted attribute in <\(String(tag.prefix(40)))>")
                rest = rest.dropFirst()
            }
            if attributes[String(key)] != nil { faults.append("attribute twice in <\(String(tag.prefix(40)))>") }
            attributes[String(key)] = HTMLFragment.decode(Substring(value))
            rest = rest.drop(while: \.properties.isWhitespace)
        }
        items.append(.start(name: String(name), attributes: attributes))
        if !HTMLFragment.voids.contains(String(name)) { open.append(String(name)) }
    }

    static func decode(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        var result = String(text)
        for (name, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&amp;", "&")] {
            result = result.split(separator: name, omittingEmptySubsequences: false).joined(separator: character)
        }
        return result
    }
}
