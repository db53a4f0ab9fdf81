import Index
package import Journal
package import Notes
import Synchronization

extension KnowledgeBase {
    /// The queries that nothing answers, the most frequent first: the notes that somebody should write. What is answered
    /// by now is forgotten. They are asked again only when notes have changed: to look in vain takes longer than to find.
    ///
    /// - Parameters:
    ///   - limit: of the queries that are asked again.
    ///   - today: the day that relative dates in their filters count from.
    package func unansweredQueries(
        in journal: Journal, limit: Int, today: CalendarDate
    ) throws -> [UnansweredQuery] {
        let change = changeCount
        let queries = try journal.unansweredQueries(notes: folder.root, limit: limit)
        guard askedAgain.load(ordering: .acquiring) != change else { return queries }
        let unanswered = try queries.filter { query in
            let answer = try ask { try $0.search(SearchRequest(query.text, limit: 1, today: today)) }
            if !answer.isUnanswered { try journal.forgetQuery(query.text, notes: folder.root) }
            return answer.isUnanswered
        }
        askedAgain.store(change, ordering: .releasing)
        return unanswered
    }
}
