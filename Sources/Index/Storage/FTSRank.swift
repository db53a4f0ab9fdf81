import Foundation
import GRDB
import GRDBSQLite

/// The function `kb_rank` of the full-text table: how well a row answers, the least number first.
///
/// It chooses the candidates that `Ranking` puts in order. SQLite's own `bm25` would do, but reads the rows of every word
/// through before it looks at the first: it wants to know how rare the word is. Where all words must stand in a row that
/// changes little; where one may be missing, the caller says what each is worth.
///
/// The pointers that SQLite passes are valid for the call, and do not leave it.
enum FTSRank {
    static let name = "kb_rank"

    /// Makes the function known to a connection.
    ///
    /// - Throws: `DatabaseError`
    static func add(to db: Database) throws {
        let api = unsafe FTS5.api(db)
        let code = unsafe api.pointee.xCreateFunction(
            UnsafeMutablePointer(mutating: api), name, nil, { unsafe FTSRank.answer($0, $1, $2, $3, $4) }, nil)
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    /// What an occurrence in each column counts: title, heading, and where the table has them fields, body, code.
    private static func weight(ofColumn column: CInt) -> Double {
        switch column {
        case 0: 10
        case 1: 6
        case 2: 3
        default: 1
        }
    }

    /// More occurrences than this of one word say nothing new.
    private static let mostOccurrences = 32
    /// Rows that hold all terms side by side come before all others, and need not be looked for once more.
    private static let sideBySide = 1000.0
    /// What occurrences must count for half of what they can, as k₁ of BM25 for a row of usual length.
    private static let halfway = 1.2

    /// What a phrase of a query stands for.
    struct Phrase: BitwiseCopyable {
        /// Phrases of one number are words with one beginning, and stand side by side: they count as one word.
        var word: Int
        /// Which term of the query it is, as it was typed; -1 where it is another form of one.
        var place: Int
        /// The words of the term: the whole of an identifier stands for several.
        var length: Int
        /// What it is worth beside the others.
        var worth: Double
    }

    /// What the phrases of a query stand for, as the second argument takes it. A phrase beyond them is a word of its own.
    static func argument(_ phrases: [Phrase]) -> Data {
        unsafe phrases.withUnsafeBytes { unsafe Data($0) }
    }

    /// The sum over the words of the query of what their occurrences count, each less than the one before.
    private static func answer(
        _ api: UnsafePointer<Fts5ExtensionApi>?, _ row: OpaquePointer?, _ result: OpaquePointer?, _ count: CInt,
        _ arguments: UnsafeMutablePointer<OpaquePointer?>?
    ) {
        guard let api = unsafe api?.pointee else { return }
        let argument = count > 0 ? unsafe arguments?[0] : nil
        let meanings = unsafe UnsafeRawBufferPointer(
            start: sqlite3_value_blob(argument), count: argument == nil ? 0 : Int(sqlite3_value_bytes(argument)))
        var rank = 0.0
        var current = Phrase(word: -1, place: -1, length: 0, worth: 0)
        var run = Run()
        var terms = 0
        var (sum, occurrences) = (0.0, 0)
        let phrases = unsafe api.xPhraseCount(row)
        for phrase in 0..<max(0, phrases) {
            let index = Int(phrase) * MemoryLayout<Phrase>.stride
            var meaning = Phrase(word: Int(phrase), place: -1, length: 1, worth: 1)
            if index + MemoryLayout<Phrase>.stride <= meanings.count {
                meaning = unsafe meanings.loadUnaligned(fromByteOffset: index, as: Phrase.self)
            }
            if meaning.word != current.word {
                rank -= current.worth * sum / (sum + halfway)
                (current, sum, occurrences) = (meaning, 0, 0)
            }
            terms = max(terms, meaning.place + 1)
            var place = unsafe Fts5PhraseIter()
            var column: CInt = 0
            var offset: CInt = 0
            let code = unsafe api.xPhraseFirst(row, phrase, &place, &column, &offset)
            guard code == SQLITE_OK else { continue }
            while column >= 0, occurrences < mostOccurrences {
                sum += weight(ofColumn: column)
                occurrences += 1
                if meaning.place >= 0 { run.add(meaning.place, column, offset, meaning.length) }
                unsafe api.xPhraseNext(row, &place, &column, &offset)
            }
        }
        rank -= current.worth * sum / (sum + halfway)
        unsafe sqlite3_result_double(result, run.terms > 1 && run.terms == terms ? rank - sideBySide : rank)
    }

    /// The places of a row up to which the terms stand side by side, from the first one on.
    private struct Run {
        /// Terms that do so, in the order of the query.
        private(set) var terms = 0
        private var current = -1
        private var ends = InlineArray<32, Int64>(repeating: 0)
        private var count = 0
        private var endsBefore = InlineArray<32, Int64>(repeating: 0)
        private var countBefore = 0

        /// Takes an occurrence of a term; those of one term follow those of the one before it.
        mutating func add(_ term: Int, _ column: CInt, _ offset: CInt, _ length: Int) {
            if term != current {
                guard term == terms else { return }
                (endsBefore, countBefore) = (ends, count)
                (current, count) = (term, 0)
            }
            let start = Int64(column) << 32 | Int64(offset)
            guard term == 0 || follows(start) else { return }
            terms = term + 1
            guard count < ends.count else { return }
            ends[count] = start + Int64(truncatingIfNeeded: length)
            count += 1
        }

        private func follows(_ start: Int64) -> Bool {
            for index in 0..<countBefore where endsBefore[index] == start { return true }
            return false
        }
    }
}
