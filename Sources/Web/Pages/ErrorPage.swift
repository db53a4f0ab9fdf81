import Index

/// What went wrong, and what to do next.
struct ErrorPage: Sendable {
    let status: Int
    let heading: String
    let message: String
    /// The id under which the log has it; nil where the log has nothing.
    let id: String?
    /// What a search for the missing page's name finds.
    let hits: [SearchPage.Hit]
    let hasHits: Bool
    /// The message of the reason; nil where it is nobody's business.
    let reason: String?

    init(status: Int, id: String? = nil, reason: String? = nil, hits: [SearchPage.Hit] = [], _ words: Words) {
        self.status = status
        let known = [400, 401, 403, 404, 405, 408, 413, 414, 421, 500, 503].contains(status) ? String(status) : "other"
        heading = words("error.\(known).heading")
        message = words("error.\(known).message")
        self.id = id
        self.reason = reason
        self.hits = hits
        hasHits = !hits.isEmpty
    }
}
