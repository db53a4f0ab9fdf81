import GRDB

extension IndexDatabase {
    /// The version of SQLite that runs, such as `3.40.1`.
    package func libraryVersion() throws -> String {
        try writer.read { try String.fetchOne($0, sql: "SELECT sqlite_version()") ?? "" }
    }
}
