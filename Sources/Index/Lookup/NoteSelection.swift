/// Which notes a list holds.
package enum NoteSelection: Sendable, Equatable {
    case all
    case runbooks
    case series(String)
    case tag(String)
    /// Those whose front matter says something under a key.
    case having(field: String)
    /// Latest first by `updated`.
    case recent
}
