/// Something beyond the bounds: the lines it covers and why they are kept as plain text.
package struct Excess: Sendable, Equatable {
    /// First line in the source, 1-based.
    package var line: Int
    /// Last line in the source, 1-based.
    package var endLine: Int
    /// Which bound it is: `depth`, `columns`, `size`, `steps`, `definition` or `rest`.
    package var kind: String
    /// A clause in English, for example "nesting deeper than 100 levels".
    package var reason: String

    init(line: Int, endLine: Int, _ reason: Limits.Reason) {
        self.line = line
        self.endLine = endLine
        kind = reason.rawValue
        self.reason = reason.clause
    }
}
