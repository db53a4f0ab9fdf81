import HTTPTypes
import Hummingbird
import Catalogue
import KnowledgeBase
import NIOPosix
import Review

extension Site {
    /// Asks the schedule of reviews, brought up to date with files and log, on a thread where blocking is allowed.
    ///
    /// - Throws: `ReviewError`, `IndexError`, or what the question throws.
    func reviews<Answer: Sendable>(
        _ request: Request, _ question: @escaping @Sendable (View, ReviewStore) throws -> Answer
    ) async throws -> Answer {
        let preferences = Preferences(request, FormFields(request.uri.query ?? ""))
        return try await NIOThreadPool.singleton.run {
            // A page that follows a review must show it, also before the folder's watch has told of it.
            var generation = try freshness.refresh(looksAtFiles: true)
            let store = try ReviewStore(freshness.knowledgeBase, environment: configuration.environment)
            if try !store.settle().healed.isEmpty { generation = try freshness.refresh(looksAtFiles: true) }
            return try question(view(preferences, generation), store)
        }
    }

    /// Where a request found the site: `http://127.0.0.1:8080`. A proxy in front may have taken it over TLS.
    static func origin(of request: Request) -> String {
        let isSecure = HTTPField.Name("X-Forwarded-Proto").flatMap { request.headers[$0] } == "https"
        return (isSecure ? "https://" : "http://") + (request.head.authority ?? "localhost")
    }
}

extension View {
    /// What is said of reviews, in this person's language.
    var reviewSentences: ReviewSentences {
        let catalogue = words.catalogue
        return ReviewSentences { catalogue.text($0, $1) }
    }
}
