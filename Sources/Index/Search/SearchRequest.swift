package import Notes

/// What to search for, and how much of it to answer with.
package struct SearchRequest: Sendable {
    /// As typed; any text is a query.
    package let text: String
    /// Notes at most, 0 to 10,000.
    package let limit: Int
    /// Notes of the answer to pass over, 0 to 1,000,000.
    package let offset: Int
    /// The day that relative dates in filters count from.
    package let today: CalendarDate

    /// A request whose limit and offset are held within their bounds.
    package init(_ text: String, limit: Int = 20, offset: Int = 0, today: CalendarDate) {
        self.text = text
        self.limit = min(max(0, limit), 10_000)
        self.offset = min(max(0, offset), 1_000_000)
        self.today = today
    }
}
