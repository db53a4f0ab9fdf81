/// How a front matter is laid out: where a value, a missing value or a missing field goes, and in which dress.
struct FrontMatterLayout {
    let content: [UInt8]
    let outline: YAMLOutline
    /// The bytes of the file before the content; they end with the line break of the opening line.
    let opening: ArraySlice<UInt8>

    private var isFlow: Bool {
        if case .flowMapping = outline.root { true } else { false }
    }

    // MARK: - What must not be written

    struct Refusal {
        var offset: Int
        var error: (Int) -> FrontMatterEditError

        func error(line: Int) -> FrontMatterEditError { error(line) }
    }

    /// Why the value of an entry must stay, or nil.
    func refusal(of entry: YAMLEntry, _ field: ReviewField, usedAnchors: Set<Int>) -> Refusal? {
        let value = entry.value
        let offset = entry.keyNode.range.lowerBound
        if case .collection = value.kind {
            return Refusal(offset: offset) { .valueIsCollection(key: field.key, line: $0) }
        }
        if let number = value.anchorNumber, usedAnchors.contains(number), let anchor = value.anchor {
            let name = String(decoding: content[anchor.dropFirst()], as: UTF8.self)
            return Refusal(offset: offset) { .anchorInUse(key: field.key, anchor: name, line: $0) }
        }
        if let tag = value.tag {
            let text = String(decoding: content[tag], as: UTF8.self)
            let standard = text.replacing("!<tag:yaml.org,2002:", with: "!!").filter { $0 != ">" }
            if standard.hasPrefix("!!"), field.forbiddenTags.contains(String(standard.dropFirst(2))) {
                return Refusal(offset: offset) { .tagForbids(key: field.key, tag: text, line: $0) }
            }
        }
        return nil
    }

    // MARK: - Values

    /// Puts the text where the value of the entry stands, or belongs.
    func replacements(of entry: YAMLEntry, by text: String) -> [FrontMatterReplacement] {
        let value = entry.value
        switch value.kind {
        case .scalar(.singleQuoted): return [FrontMatterReplacement(range: value.range, bytes: Array("'\(text)'".utf8))]
        case .scalar(.doubleQuoted):
            return [FrontMatterReplacement(range: value.range, bytes: Array("\"\(text)\"".utf8))]
        case .scalar(.plain), .alias, .collection:
            return [FrontMatterReplacement(range: value.range, bytes: Array(text.utf8))]
        case .scalar(.literal), .scalar(.folded): return blockScalarReplacements(value.range, by: text)
        case .empty: return [emptyValueReplacement(of: entry, by: text)]
        }
    }

    /// The header becomes the value, a comment behind it stays, and the lines of text go.
    private func blockScalarReplacements(_ range: Range<Int>, by text: String) -> [FrontMatterReplacement] {
        let scanned = YAMLText(bytes: content)
        var header = range.lowerBound
        while !scanned.isBlankBreakOrEnd(at: header) { header += 1 }
        let lines = FrontMatterBlock.line(at: header, in: content).next
        return [
            FrontMatterReplacement(range: range.lowerBound..<header, bytes: Array(text.utf8)),
            FrontMatterReplacement(range: min(lines, range.upperBound)..<range.upperBound, bytes: []),
        ]
    }

    private func emptyValueReplacement(of entry: YAMLEntry, by text: String) -> FrontMatterReplacement {
        let properties = max(entry.value.anchor?.upperBound ?? 0, entry.value.tag?.upperBound ?? 0)
        guard let colon = entry.colon else {
            let end = entry.keyNode.range.upperBound
            if isFlow { return FrontMatterReplacement(range: end..<end, bytes: Array(": \(text)".utf8)) }
            let lineEnd = FrontMatterBlock.line(at: end, in: content).end
            let margin = indentation ?? []
            return FrontMatterReplacement(
                range: lineEnd..<lineEnd, bytes: lineBreak(after: lineEnd) + margin + Array(": \(text)".utf8))
        }
        let place = properties > 0 ? properties : isFlow ? entry.value.range.lowerBound : colon.upperBound
        let isSpaced = place > 0 && YAMLText(bytes: content).isBlank(at: place - 1)
        return FrontMatterReplacement(range: place..<place, bytes: Array(((isSpaced ? "" : " ") + text).utf8))
    }

    // MARK: - Fields

    /// New fields after their sibling, else after all others; nil where there is no place for them.
    func insertion(of fields: [ReviewField], after sibling: YAMLEntry?) -> FrontMatterReplacement? {
        if case .flowMapping(let braces) = outline.root { return flowInsertion(of: fields, after: sibling, in: braces) }
        guard let margin = indentation else { return nil }
        let place: Int
        if let sibling {
            let end = sibling.value.kind == .empty ? sibling.colon?.upperBound : sibling.value.range.upperBound
            place = lineStart(after: max(end ?? 0, sibling.keyNode.range.upperBound))
        } else {
            place = content.count
        }
        let lineBreak = lineBreak(before: place)
        let lines = fields.flatMap { margin + Array("\($0.key): \($0.value)".utf8) + lineBreak }
        return FrontMatterReplacement(range: place..<place, bytes: lines)
    }

    private func flowInsertion(
        of fields: [ReviewField], after sibling: YAMLEntry?, in braces: Range<Int>
    ) -> FrontMatterReplacement {
        let neighbour = sibling ?? outline.entries.last
        let isJSON = neighbour.map { $0.keyNode.kind == .scalar(.doubleQuoted) } ?? false
        let written = fields.map { field in
            guard isJSON else { return "\(field.key): \(field.value)" }
            let isNumber = field.key == ReviewField.intervalKey
            return "\"\(field.key)\": \(isNumber ? field.value : "\"\(field.value)\"")"
        }.joined(separator: ", ")
        guard let neighbour else {
            let place = braces.lowerBound + 1
            return FrontMatterReplacement(range: place..<place, bytes: Array(written.utf8))
        }
        let place = max(neighbour.value.range.upperBound, neighbour.keyNode.range.upperBound)
        return FrontMatterReplacement(range: place..<place, bytes: Array((", " + written).utf8))
    }

    // MARK: - Lines

    /// What stands before the first key on its line; nil when that is not spaces only.
    private var indentation: [UInt8]? {
        guard case .blockMapping(let start) = outline.root else { return [] }
        let margin = Array(content[FrontMatterBlock.line(before: start, in: content)..<start])
        return margin.allSatisfy { $0 == UInt8(ascii: " ") } ? margin : nil
    }

    /// Where the line after the one that the byte before the offset belongs to begins.
    private func lineStart(after offset: Int) -> Int {
        if offset > 0, FrontMatterBlock.line(before: offset, in: content) == offset { return offset }
        return FrontMatterBlock.line(at: offset, in: content).next
    }

    /// The line break that ends just before the offset.
    private func lineBreak(before offset: Int) -> [UInt8] {
        let earlier = offset > 0 ? content[..<offset] : opening
        guard let last = earlier.last, last == 0x0A || last == 0x0D else { return [0x0A] }
        return last == 0x0A && earlier.dropLast().last == 0x0D ? [0x0D, 0x0A] : [last]
    }

    private func lineBreak(after lineEnd: Int) -> [UInt8] {
        lineBreak(before: FrontMatterBlock.line(at: lineEnd, in: content).next)
    }
}
