/// Which notes a list holds.
package enum NoteSelection: Sendable, Equatable {
    case all
    case runbooks
    case series(String)
    case tag(String)
    /// Those whose front matter says something under a key.
    case having(field: String)
    /// Those whose front matter has a value under a key.
    case saying(field: String, value: String)
    /// Latest first by `updated`.
    case recent
}
