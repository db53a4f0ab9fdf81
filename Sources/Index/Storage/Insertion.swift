import GRDB
import GRDBSQLite

/// A statement whose values go straight to SQLite. A note has many small rows, and what GRDB does for each value of them
/// takes longer than SQLite takes to store it.
///
/// It is used by who holds the database, and not kept beyond that.
struct Insertion {
    private let statement: Statement

    /// - Throws: `DatabaseError`
    init(_ sql: String, in db: Database) throws {
        statement = try db.cachedStatement(sql: sql)
    }

    /// Runs the statement with a value for each of its question marks.
    ///
    /// - Throws: `DatabaseError`
    @inline(__always)
    func callAsFunction<each Value: InsertedValue>(_ values: repeat each Value) throws {
        let handle = unsafe statement.sqliteStatement
        var index: CInt = 0
        for value in repeat each values {
            index += 1
            let code = unsafe value.bind(to: handle, at: index)
            guard code == SQLITE_OK else { throw unsafe failure(code, of: handle) }
        }
        let code = unsafe sqlite3_step(handle)
        // Reset tells the same error once more.
        unsafe sqlite3_reset(handle)
        guard code == SQLITE_DONE else { throw unsafe failure(code, of: handle) }
    }

    @inline(never)
    private func failure(_ code: CInt, of handle: SQLiteStatement) -> DatabaseError {
        let message = unsafe sqlite3_db_handle(handle).flatMap { unsafe sqlite3_errmsg($0) }
        return unsafe DatabaseError(
            resultCode: ResultCode(rawValue: code), message: message.map { unsafe String(cString: $0) },
            sql: statement.sql)
    }
}

/// What SQLite can be given as the value of a column.
protocol InsertedValue {
    /// - Returns: `SQLITE_OK`, or why it can't be.
    func bind(to statement: SQLiteStatement, at index: CInt) -> CInt
}

/// `SQLITE_TRANSIENT`: SQLite makes a copy.
private var copied: sqlite3_destructor_type { unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

extension Int64: InsertedValue {
    func bind(to statement: SQLiteStatement, at index: CInt) -> CInt {
        unsafe sqlite3_bind_int64(statement, index, self)
    }
}

extension Int: InsertedValue {
    func bind(to statement: SQLiteStatement, at index: CInt) -> CInt {
        unsafe sqlite3_bind_int64(statement, index, Int64(self))
    }
}

extension Bool: InsertedValue {
    func bind(to statement: SQLiteStatement, at index: CInt) -> CInt {
        unsafe sqlite3_bind_int64(statement, index, self ? 1 : 0)
    }
}

extension String: InsertedValue {
    func bind(to statement: SQLiteStatement, at index: CInt) -> CInt {
        var text = self
        return text.withUTF8 { unsafe Self.bind($0, to: statement, at: index) }
    }

    fileprivate static func bind(
        _ bytes: UnsafeBufferPointer<UInt8>, to statement: SQLiteStatement, at index: CInt
    ) -> CInt {
        // No bytes may have no address, which would be null.
        guard let address = bytes.baseAddress, !bytes.isEmpty else {
            return unsafe sqlite3_bind_text(statement, index, "", 0, copied)
        }
        return unsafe address.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
            unsafe sqlite3_bind_text(statement, index, $0, CInt(bytes.count), copied)
        }
    }
}

/// UTF-8.
extension [UInt8]: InsertedValue {
    func bind(to statement: SQLiteStatement, at index: CInt) -> CInt {
        unsafe withUnsafeBufferPointer { unsafe String.bind($0, to: statement, at: index) }
    }
}

extension Optional: InsertedValue where Wrapped: InsertedValue {
    func bind(to statement: SQLiteStatement, at index: CInt) -> CInt {
        guard let self else { return unsafe sqlite3_bind_null(statement, index) }
        return unsafe self.bind(to: statement, at: index)
    }
}
