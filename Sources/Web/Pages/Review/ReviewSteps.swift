import Notes

/// How far a person has come in a session. It goes along in addresses and forms: the server remembers nothing of it.
struct ReviewSteps: Sendable {
    /// Whether the next note follows a grade.
    var isSession: Bool
    /// Paths of the notes that were skipped.
    var skipped: [String]
    /// The path of the note that something was recorded for last.
    var last: String?

    /// Addresses stay within the server's limit.
    private static let mostSkipped = 40

    init(_ fields: FormFields) {
        isSession = fields["session"] == "1"
        skipped = fields.fields.filter { $0.name == "skip" && !$0.value.isEmpty }.map(\.value).suffix(Self.mostSkipped)
        last = fields["last"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The steps as a query with its question mark; empty when there are none.
    var query: String {
        var parts = isSession ? ["session=1"] : []
        parts += skipped.map { "skip=" + $0.percentEncoded(keeping: "/") }
        if let last { parts.append("last=" + last.percentEncoded(keeping: "/")) }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }

    /// The address of the note that comes after one that is skipped.
    func skipping(_ path: String) -> String {
        var steps = self
        steps.isSession = true
        steps.skipped = (skipped + [path]).suffix(Self.mostSkipped)
        return "/review/next" + steps.query
    }
}
