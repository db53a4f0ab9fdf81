import Glibc

/// Cuts the piece of a section that shows best why it was found.
struct SnippetMaker {
    let ranking: Ranking
    /// The width that a snippet has at most, in bytes; a Han character counts three.
    var length = 240

    /// The densest piece of the body, else of the code, else of the front matter, else the beginning of the body.
    func snippet(of candidate: Candidate, using list: inout TokenList) -> Snippet {
        snippet(of: candidate, in: [candidate.body, candidate.code, candidate.fields], using: &list)
    }

    /// The same without the front matter, which does not tell what a note is about.
    func opening(_ candidate: Candidate, using list: inout TokenList) -> Snippet {
        snippet(of: candidate, in: [candidate.body, candidate.code], using: &list)
    }

    private func snippet(of candidate: Candidate, in texts: [String], using list: inout TokenList) -> Snippet {
        for text in texts where !text.isEmpty {
            let ranges = ranking.match(text, using: &list).ranges
            if ranges.contains(where: { !$0.isEmpty }) { return cut(text, around: ranges) }
        }
        return cut(candidate.body.isEmpty ? candidate.code : candidate.body, around: [])
    }

    /// More words than these on a page are no help to the eye.
    private static let mostFound = 8
    /// Of one term there may be many forms; the others have their turn first.
    private static let mostForms = 4

    /// The words that answer in a section and its names, as they are written there: of every term one form before another
    /// form of any. Those that the snippet shows need not be looked for in the whole text once more.
    func found(in candidate: Candidate, showing snippet: Snippet, using list: inout TokenList) -> [String] {
        var forms = Array(repeating: [String](), count: ranking.termCount)
        var keys: Set<String> = []
        func read(_ text: String) {
            let bytes = text.utf8
            for (term, ranges) in ranking.match(text, using: &list).ranges.enumerated() {
                for range in ranges where forms[term].count < Self.mostForms {
                    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
                    let part = String(decoding: bytes[start...].prefix(range.count), as: UTF8.self)
                    let form = part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                    if !form.isEmpty, keys.insert("\(term) \(form.lowercased())").inserted { forms[term].append(form) }
                }
            }
        }
        for text in [candidate.title, candidate.headings, snippet.text] { read(text) }
        for text in [candidate.body, candidate.code] where ranking.needed.contains(where: { forms[$0].isEmpty }) {
            read(text)
        }
        var found: [String] = []
        for turn in 0..<Self.mostForms {
            for form in forms.compactMap({ turn < $0.count ? $0[turn] : nil }) where !found.contains(form) {
                found.append(form)
            }
        }
        return Array(found.prefix(Self.mostFound))
    }

    /// The line of the note's file, 1-based, that holds the most of the terms within the section, and of equals the
    /// first; nil when none holds any. The index keeps no lines, so the file is read.
    func line(of candidate: Candidate, in root: String, using list: inout TokenList) -> Int? {
        guard let bytes = try? NoteFile.bytes(at: candidate.path, in: root) else { return nil }
        var best = (found: 0, line: candidate.line)
        var number = 1
        var start = 0
        while start < bytes.count, number <= candidate.endLine {
            let end = Self.lineEnd(in: bytes, from: start)
            if number >= candidate.line, ranking.mayMatch(bytes.span.extracting(start..<end)) {
                let text = String(decoding: bytes[start..<end], as: UTF8.self)
                let places = ranking.match(text, using: &list).places
                let found = places.count { !$0.isEmpty }
                if found > best.found { best = (found, number) }
                if found == places.count { break }
            }
            let isPair = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
            start = end + (isPair ? 2 : 1)
            number += 1
        }
        return best.found > 0 ? best.line : nil
    }

    /// Where a line ends that begins at a position: before LF, CRLF or CR.
    private static func lineEnd(in bytes: [UInt8], from start: Int) -> Int {
        let end = find(0x0A, in: bytes, start..<bytes.count) ?? bytes.count
        return find(0x0D, in: bytes, start..<end) ?? end
    }

    /// The C library looks at many bytes at once.
    private static func find(_ byte: UInt8, in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        unsafe bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress,
                let found = unsafe memchr(base + range.lowerBound, Int32(byte), range.count)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }

    private func cut(_ text: String, around ranges: [[Range<Int>]]) -> Snippet {
        let bytes = Array(text.utf8)
        let marks = ranges.enumerated().flatMap { term, list in list.map { (term, $0) } }
            .sorted { $0.1.lowerBound < $1.1.lowerBound }
        // The window that begins a little before a mark and holds the most different terms.
        var best = (count: 0, start: 0)
        for (index, mark) in marks.enumerated() {
            var terms: Set<Int> = []
            for other in marks[index...] {
                guard other.1.upperBound - mark.1.lowerBound <= length * 3 / 4 else { break }
                terms.insert(other.0)
            }
            if terms.count > best.count { best = (terms.count, mark.1.lowerBound) }
        }
        var start = max(0, best.start - length / 4)
        if best.start <= length / 2 { start = 0 }
        var end = min(bytes.count, start + length)
        start = boundary(bytes, start, upTo: best.start)
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }

        var output: [UInt8] = start > 0 ? Array("…".utf8) : []
        var highlights: [Range<Int>] = []
        var pending = marks.map(\.1)[...]
        var position = start
        // White space of all kinds becomes one space, so that the snippet stands on one line.
        var lastWasSpace = true
        func add(_ byte: UInt8) {
            let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
            if !isSpace { output.append(byte) } else if !lastWasSpace { output.append(0x20) }
            lastWasSpace = isSpace
        }
        while position < end {
            while let range = pending.first, range.lowerBound < position { pending.removeFirst() }
            if let range = pending.first, range.lowerBound == position, range.upperBound <= end {
                let from = output.count
                for byte in bytes[range] { add(byte) }
                highlights.append(from..<output.count)
                position = range.upperBound
                continue
            }
            add(bytes[position])
            position += 1
        }
        if end < bytes.count { output += Array("…".utf8) }
        return Snippet(text: String(decoding: output, as: UTF8.self), highlights: Self.merged(highlights))
    }

    /// The next place where a word or a character begins.
    private func boundary(_ bytes: [UInt8], _ start: Int, upTo limit: Int) -> Int {
        guard start > 0 else { return 0 }
        var position = start
        while position < limit, bytes[position] & 0xC0 == 0x80 { position += 1 }
        var space = position
        while space < limit, space < position + 24 {
            if bytes[space] == 0x20 || bytes[space] == 0x0A { return space + 1 }
            // A word ends, too, where a character beyond ASCII follows; a mark that closes belongs to what was left out.
            if bytes[space] >= 0x80 { return min(limit, space + (Self.isClosingMark(bytes, at: space) ? 3 : 0)) }
            space += 1
        }
        return position
    }

    /// Whether one of 、。〉」』】〕〗 and the like, or of ！），．：；？ stands at a position; one that opens does not count.
    private static func isClosingMark(_ bytes: [UInt8], at position: Int) -> Bool {
        guard position + 2 < bytes.count else { return false }
        return switch (bytes[position], bytes[position + 1], bytes[position + 2]) {
        case (0xE3, 0x80, 0x80...0x82), (0xEF, 0xBC, 0x81...0x87), (0xEF, 0xBC, 0x89...0x8F), (0xEF, 0xBC, 0x9A...0xA0):
            true
        // Brackets in pairs, of which the second closes.
        case (0xE3, 0x80, let last) where (0x88...0x9B).contains(last): last & 1 == 1
        default: false
        }
    }

    /// Pairs of Chinese characters overlap: what touches becomes one.
    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}
