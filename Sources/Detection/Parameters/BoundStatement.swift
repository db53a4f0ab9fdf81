/// A statement whose values travel apart from its text.
package struct BoundStatement: Sendable, Hashable {
    /// The statement with placeholders.
    package let text: String
    /// The values in the order of their placeholders.
    package let values: [String]

    /// Whether a statement says nothing to a database.
    package static func isOnlyComments(_ source: String) -> Bool { SQLPiece.isOnlyComments(source) }
}
