import Foundation
import GRDB

/// The table `word`: every word of the notes but Chinese ones, folded, to complete and to correct with.
///
/// The words stand in order in blocks of some hundred, each with a space behind it. A row a word, and one more to find it by
/// its length, would take four times the room, and reading them longer than looking at their letters. A plus stands in place of
/// the space where no note writes the word so: it is the whole of identifiers only, as `maxpollintervalms`.
struct WordTable {
    let db: Database
    /// Bytes of the longest block; a single word may be longer.
    private static let mostBytes = 4000
    private static let space = UInt8(ascii: " ")
    private static let plus = UInt8(ascii: "+")

    // MARK: - Reading

    /// The words with a beginning, the shortest ones first and numbers last, up to a limit; and whether these are all.
    func completions(of beginning: String, limit: Int) throws -> WordList {
        var (words, isAll) = (try shortest(false, beginning: beginning, limit: limit + 1), true)
        if words.count <= limit {
            words += try shortest(true, beginning: beginning, limit: limit + 1 - words.count)
        }
        if words.count > limit { (words, isAll) = (Array(words.prefix(limit)), false) }
        return WordList(words: words.map(\.text), isAll: isAll, areOnlyWholes: words.allSatisfy(\.isOnlyWhole))
    }

    private func shortest(
        _ areNumbers: Bool, beginning: String, limit: Int
    ) throws -> [(text: String, isOnlyWhole: Bool)] {
        let text = try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT words FROM word WHERE is_number = ?1 AND first < ?2 || char(0x10FFFF) AND first >= coalesce(
                        (SELECT max(first) FROM word WHERE is_number = ?1 AND first <= ?2), '')
                    ORDER BY first
                    """),
            arguments: [areNumbers, beginning]
        ).joined()
        let (bytes, wanted) = (text.utf8.span, beginning.utf8.span)
        var found: [Range<Int>] = []
        Self.forEachWord(in: bytes) { if Self.begins(bytes, at: $0, with: wanted) { found.append($0) } }
        // Stable: those of one length stay in order.
        found.sort { $0.count < $1.count }
        return found.prefix(limit).map { (Self.word(bytes, $0), bytes[$0.upperBound] == Self.plus) }
    }

    /// All words but numbers, in one piece: UTF-8, for `forEachWord`.
    func text() throws -> Data {
        try Data.fetchOne(
            db.cachedStatement(sql: "SELECT CAST(group_concat(words, '') AS BLOB) FROM word WHERE is_number = 0"))
            ?? Data()
    }

    /// Those of some words, which must be of small letters, that the notes hold.
    func held(_ words: [String]) throws -> [String] {
        guard !words.isEmpty else { return [] }
        return try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT value FROM json_each(?) WHERE instr(
                        (SELECT ' ' || replace(words, '+', ' ') FROM word WHERE is_number = 0 AND first <= value
                         ORDER BY first DESC LIMIT 1),
                        ' ' || value || ' ') > 0
                    ORDER BY key
                    """),
            arguments: ["[\"" + words.joined(separator: "\",\"") + "\"]"])
    }

    /// Whether the notes hold a word as the whole of identifiers, and only so.
    func holdsOnlyAsWhole(_ word: String) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT instr(' ' || replace(words, '+', '+ '), ' ' || ?2 || '+') > 0 FROM word
                    WHERE is_number = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1
                    """),
            arguments: [Self.isNumber(word), word]) ?? false
    }

    /// Tells where each word stands in blocks.
    @inline(__always)
    static func forEachWord(in text: borrowing Span<UInt8>, _ body: (Range<Int>) -> Void) {
        var (start, end) = (0, 0)
        while end < text.count {
            if text[end] == space || text[end] == plus {
                body(start..<end)
                start = end + 1
            }
            end += 1
        }
    }

    private static func begins(
        _ text: borrowing Span<UInt8>, at word: Range<Int>, with beginning: borrowing Span<UInt8>
    ) -> Bool {
        guard word.count >= beginning.count else { return false }
        for index in beginning.indices where text[word.lowerBound + index] != beginning[index] { return false }
        return true
    }

    private static func word(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> String {
        String(decoding: range.map { text[$0] }, as: UTF8.self)
    }

    // MARK: - Writing

    /// Adds words, which may be there already. One may outlive its last note.
    ///
    /// - Parameter wholes: of identifiers; they may be words too.
    func add(_ words: [String], wholes: [String] = []) throws {
        for isNumber in [false, true] {
            func some(_ words: [String], end: UInt8) -> [[UInt8]] {
                words.filter { Self.isNumber($0) == isNumber }.map { Array($0.utf8) + CollectionOfOne(end) }
            }
            let new = some(words, end: Self.space) + some(wholes, end: Self.plus)
            var rest = new.sorted { $0.lexicographicallyPrecedes($1) }[...]
            while let word = rest.first {
                let block = try block(of: word.dropLast(), areNumbers: isNumber)
                // As many as come before the next block.
                let next = block.end.flatMap { end in rest.firstIndex { !$0.lexicographicallyPrecedes(end) } }
                try merge(rest[..<(next ?? rest.endIndex)], into: block.words, areNumbers: isNumber)
                rest = rest[(next ?? rest.endIndex)...]
            }
        }
    }

    /// The block that a word belongs to, and the first word of the next one. What comes before all blocks belongs to none.
    private func block(of word: ArraySlice<UInt8>, areNumbers: Bool) throws -> (words: String, end: [UInt8]?) {
        let word = String(decoding: word, as: UTF8.self)
        let words = try String.fetchOne(
            db.cachedStatement(
                sql: "SELECT words FROM word WHERE is_number = ? AND first <= ? ORDER BY first DESC LIMIT 1"),
            arguments: [areNumbers, word])
        let end = try String.fetchOne(
            db.cachedStatement(sql: "SELECT first FROM word WHERE is_number = ? AND first > ? ORDER BY first LIMIT 1"),
            arguments: [areNumbers, word])
        return (words ?? "", end.map { Array($0.utf8) })
    }

    private func merge(_ new: ArraySlice<[UInt8]>, into block: String, areNumbers: Bool) throws {
        let bytes = Array(block.utf8)
        var old: [[UInt8]] = []
        Self.forEachWord(in: bytes.span) { old.append(Array(bytes[$0.lowerBound...$0.upperBound])) }
        var words: [[UInt8]] = []
        // A word comes before the whole that is written like it, which it replaces.
        for word in (old + new).sorted(by: { $0.lexicographicallyPrecedes($1) })
        where words.last?.dropLast() != word.dropLast() {
            words.append(word)
        }
        guard words != old else { return }
        // The first piece replaces the block: none of the new words comes before its first one.
        let insert = try Insertion("INSERT OR REPLACE INTO word VALUES (?, ?, ?)", in: db)
        let length = words.reduce(0) { $0 + $1.count }
        // Pieces of one size: a full block and a rest would be cut again by the next word.
        let size = length / ((length + Self.mostBytes - 1) / Self.mostBytes)
        var piece: [UInt8] = []
        var first: [UInt8] = []
        for (index, word) in words.enumerated() {
            if piece.isEmpty { first = Array(word.dropLast()) }
            piece += word
            guard piece.count >= size || index == words.count - 1 else { continue }
            try insert(areNumbers, first, piece)
            piece.removeAll(keepingCapacity: true)
        }
    }

    /// Whether a word is digits for the most part.
    private static func isNumber(_ word: String) -> Bool {
        word.utf8.count { $0 <= UInt8(ascii: "9") } * 2 >= word.utf8.count
    }
}
