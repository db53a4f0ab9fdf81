/// Where the feeds are, as links that calendars take over.
struct FeedAddresses: Sendable {
    let calendar: String
    let webcal: String
    let atom: String

    /// - Parameters:
    ///   - authority: host and port of this server, as the browser knows them.
    ///   - key: opens the feeds where a token is needed.
    init(authority: String?, key: String?) {
        let query = key.map { "?\(Sessions.feedKeyParameter)=\($0)" } ?? ""
        calendar = "/feeds/reviews.ics" + query
        webcal = "webcal://" + (authority ?? "localhost") + calendar
        atom = "/feeds/reviews.atom" + query
    }
}
