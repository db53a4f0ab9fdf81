/// What keeps the index from being opened or brought up to date.
package enum IndexError: Error, CustomStringConvertible {
    /// The notes folder cannot be listed.
    case folderUnreadable(path: String, reason: String)
    /// The database file or its folder cannot be made or opened.
    case databaseUnusable(path: String, reason: String)

    package var description: String {
        switch self {
        case .folderUnreadable(let path, let reason):
            "cannot read the notes folder \(path): \(reason). Name another with --notes or KB_NOTES."
        case .databaseUnusable(let path, let reason):
            "cannot use the index \(path): \(reason). Delete it or name another file with KB_DATABASE."
        }
    }
}
