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
    /// The command that did not run; nil where none was to.
    let refused: Refused?

    /// What takes the place of a command that did not run: itself, to be copied, and the way back.
    struct Refused: Sendable {
        let reason: String
        let language: String
        let text: String
        let back: LinkModel
    }

    init(
        status: Int, id: String? = nil, reason: String? = nil, refused: RefusedRun? = nil,
        hits: [SearchPage.Hit] = [], _ words: Words
    ) {
        self.status = status
        let known = [400, 401, 403, 404, 405, 408, 413, 414, 421, 500, 503].contains(status) ? String(status) : "other"
        heading = words("error.\(known).heading")
        message = words("error.\(known).message")
        self.id = id
        self.refused = refused.map {
            Refused(
                reason: $0.reason.htmlWithCode, language: $0.language, text: $0.text,
                back: LinkModel(href: $0.back, label: TextModel(words("run.back", $0.symptom))))
        }
        self.reason = refused == nil ? reason : nil
        self.hits = hits
        hasHits = !hits.isEmpty
    }
}
