/// A query that found nothing that answers it whole: a note that somebody wanted.
package struct UnansweredQuery: Sendable, Equatable {
    /// As it was last typed.
    package let text: String
    /// How often it was asked.
    package let count: Int
    /// Seconds since 1970 at which it was last asked.
    package let last: Double
}
