package import Notes

/// What keeps the index from being opened or brought up to date.
package enum IndexError: ExplainedError {
    /// The notes folder cannot be listed.
    case folderUnreadable(path: String, reason: String)
    /// The database file cannot be opened or used.
    case databaseUnusable(path: String, reason: String)
    /// There is no database file, and it or its folder cannot be made.
    case databaseUnmakable(path: String, reason: String)

    /// There is no room to bring the database up to date.
    case diskFull(path: String)

    package var sentence: Sentence {
        switch self {
        case .folderUnreadable(let path, let reason):
            Sentence(
                "error.folder.unreadable",
                "Cannot read the notes folder %1: %2. Name another with --notes or KB_NOTES.", path,
                Sentence.clause(reason))
        case .databaseUnusable(let path, let reason):
            Sentence(
                "error.index", "Cannot use the index %1: %2. Delete it or name another file with KB_DATABASE.", path,
                Sentence.clause(reason))
        case .databaseUnmakable(let path, let reason):
            Sentence(
                "error.index.new",
                "Cannot make the index %1: %2. Name a file in a folder that you may write with KB_DATABASE.", path,
                Sentence.clause(reason))
        case .diskFull(let path):
            Sentence(
                "error.index.full",
                "The index %1 cannot be brought up to date: the disk is full. Make room there, or name a file on another "
                    + "disk with KB_DATABASE.", path)
        }
    }
}
