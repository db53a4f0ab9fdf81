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
    /// What occurrences must count for half of what they can, as k₁ of BM25 for a row of usual length.
    private static let halfway = 1.2

    /// What a phrase of a query stands for.
    struct Phrase: BitwiseCopyable {
        /// Phrases of one number are words with one beginning, and stand side by side: they count as one word.
        var word: Int
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
        var current = Phrase(word: -1, worth: 0)
        var (sum, occurrences) = (0.0, 0)
        let phrases = unsafe api.xPhraseCount(row)
        for phrase in 0..<max(0, phrases) {
            let index = Int(phrase) * MemoryLayout<Phrase>.stride
            var meaning = Phrase(word: Int(phrase), worth: 1)
            if index + MemoryLayout<Phrase>.stride <= meanings.count {
                meaning = unsafe meanings.loadUnaligned(fromByteOffset: index, as: Phrase.self)
            }
            if meaning.word != current.word {
                rank -= current.worth * sum / (sum + halfway)
                (current, sum, occurrences) = (meaning, 0, 0)
            }
            var place = unsafe Fts5PhraseIter()
            var column: CInt = 0
            var offset: CInt = 0
            let code = unsafe api.xPhraseFirst(row, phrase, &place, &column, &offset)
            guard code == SQLITE_OK else { continue }
            while column >= 0, occurrences < mostOccurrences {
                sum += weight(ofColumn: column)
                occurrences += 1
                unsafe api.xPhraseNext(row, &place, &column, &offset)
            }
        }
        unsafe sqlite3_result_double(result, rank - current.worth * sum / (sum + halfway))
    }
}
