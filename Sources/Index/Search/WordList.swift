/// Words of the notes that begin alike.
struct WordList {
    /// More would take FTS5 longer than to gather what begins so.
    static let most = 64
    /// The same where each must stand behind other words, which are then looked for as often.
    static let mostBehindOthers = 8

    let words: [String]
    /// Whether no other word begins so.
    let isAll: Bool
    /// Whether no note writes any of these but as an identifier.
    let areOnlyWholes: Bool
}
