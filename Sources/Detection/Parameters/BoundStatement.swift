/// A statement whose values travel apart from its text.
package struct BoundStatement: Sendable, Hashable {
    /// The statement with placeholders.
    package let text: String
    /// The values in the order of their placeholders.
    package let values: [String]
}
