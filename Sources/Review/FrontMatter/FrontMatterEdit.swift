package import Notes

/// Writes `review_interval_days` and `next_review` into a note and leaves every other byte as it is.
///
/// A value keeps its quotes, its tag, its unused anchor, the space before it and the comment behind it. A missing field
/// is added in place: after its sibling, else at the end of the front matter, interval first. Where the meaning of
/// the bytes is in doubt the edit is refused. The body is bytes that nobody reads; time is linear in the front matter.
package struct FrontMatterEdit: Sendable, Hashable {
    /// Days between reviews.
    package var interval: Int
    /// The day to be written; only one of the years 0 to 9999 can be.
    package var nextReview: CalendarDate

    /// What is to be written; whether it can be shows when it is put into a file.
    package init(interval: Int, nextReview: CalendarDate) {
        self.interval = interval
        self.nextReview = nextReview
    }

    /// Bytes of front matter beyond which it is refused: larger ones are no one's notes.
    static let largestFrontMatter = 1 << 20

    /// The file with the two values set. Throws without a partial result.
    package func applied(to file: [UInt8]) throws(FrontMatterEditError) -> [UInt8] {
        guard (0...9999).contains(nextReview.components.year) else { throw .dateOutOfRange }
        let block = try FrontMatterBlock(in: file)
        guard block.content.count <= Self.largestFrontMatter else { throw .tooLarge }
        let content = Array(file[block.content])
        let before = try outline(of: content, at: block.content.lowerBound, in: file)
        let layout = FrontMatterLayout(content: content, outline: before, opening: file[..<block.content.lowerBound])

        var replacements: [FrontMatterReplacement] = []
        var missing: [ReviewField] = []
        for field in fields {
            guard let entry = before.entries.first(where: { $0.key == Array(field.key.utf8) }) else {
                missing.append(field)
                continue
            }
            if let refusal = layout.refusal(of: entry, field, usedAnchors: before.usedAnchors) {
                throw refusal.error(line: Self.line(of: block.content.lowerBound + refusal.offset, in: file))
            }
            replacements += layout.replacements(of: entry, by: field.value)
        }
        if !missing.isEmpty {
            let sibling = before.entries.first { entry in fields.contains { Array($0.key.utf8) == entry.key } }
            guard let insertion = layout.insertion(of: missing, after: sibling) else {
                throw .unsafe(key: missing[0].key)
            }
            replacements.append(insertion)
        }
        let edited = FrontMatterReplacement.apply(replacements, to: content)
        try verify(edited, against: before, of: content, added: missing)

        var result: [UInt8] = []
        result.reserveCapacity(file.count + edited.count - content.count)
        result += file[..<block.content.lowerBound]
        result += edited
        result += file[block.content.upperBound...]
        return result
    }

    private var fields: [ReviewField] {
        [.interval(interval), .nextReview(nextReview)]
    }

    private func outline(
        of content: [UInt8], at start: Int, in file: [UInt8]
    ) throws(FrontMatterEditError) -> YAMLOutline {
        let outline: YAMLOutline
        do {
            outline = try YAMLParser.outline(of: content)
        } catch {
            let line = FrontMatterBlock.line(before: error.offset, in: content)
            throw .invalidYAML(
                line: Self.line(of: start + error.offset, in: file),
                column: content[line..<error.offset].count { $0 & 0xC0 != 0x80 } + 1, problem: error.problem.sentence)
        }
        if case .other(let offset) = outline.root {
            throw .notAMapping(line: Self.line(of: start + offset, in: file))
        }
        return outline
    }

    /// Reads the edited text again: the same keys in the same order with the same values, and the two as wanted.
    private func verify(
        _ edited: [UInt8], against before: YAMLOutline, of content: [UInt8], added: [ReviewField]
    ) throws(FrontMatterEditError) {
        guard let after = try? YAMLParser.outline(of: edited), after.entries.count == before.entries.count + added.count
        else { throw .unsafe(key: ReviewField.dateKey) }
        for field in fields {
            let entries = after.entries.filter { $0.key == Array(field.key.utf8) }
            guard entries.count == 1, let value = entries.first?.value, case .scalar(let style) = value.kind,
                let text = YAMLScalar.content(of: value.range, style: style, in: YAMLText(bytes: edited)),
                text == Array(field.value.utf8)
            else { throw .unsafe(key: field.key) }
        }
        let names = Set(fields.map { Array($0.key.utf8) })
        func others(_ outline: YAMLOutline, _ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
            outline.entries.filter { !names.contains($0.key ?? []) }.flatMap { [$0.keyNode, $0.value] }
                .filter { $0.kind != .collection }.map { bytes[$0.range] }
        }
        guard others(before, content) == others(after, edited) else { throw .unsafe(key: ReviewField.dateKey) }
    }

    private static func line(of offset: Int, in file: [UInt8]) -> Int {
        var line = 1
        var position = 0
        while true {
            let next = FrontMatterBlock.line(at: position, in: file).next
            guard next <= offset, next > position else { return line }
            line += 1
            position = next
        }
    }
}
