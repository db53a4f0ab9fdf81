import Catalogue
package import KnowledgeBase

/// The reviews of a session, opened: index, log and notes agree, and what was found on the way has been said.
extension Session {
    /// Answers a question about reviews, which changes nothing. Mostly nothing is to be settled: then the folder is listed
    /// while the question is answered.
    ///
    /// - Throws: as `reviews`, or what the question throws.
    func answer<Answer>(isQuiet: Bool, _ question: (ReviewStore) throws -> Answer) throws -> Answer {
        let store = try ReviewStore(base, environment: environment)
        let settled = try answer { _ in try store.isSettled() ? try question(store) : nil }
        return try settled ?? question(reviews(isQuiet: isQuiet))
    }

    /// - Parameter isQuiet: says nothing of what was healed or set aside.
    /// - Throws: `ReviewError`, or what opening the log and the index throws.
    package func reviews(isQuiet: Bool = false) throws -> ReviewStore {
        let store = try ReviewStore(base, environment: environment)
        let settlement = try store.settle()
        guard !isQuiet else { return store }
        let words = Interface.words
        for problem in settlement.problems {
            StandardStream.tell(words("review.log.problem", ControlCharacters.visible(words(problem))))
        }
        for path in settlement.healed {
            StandardStream.tell(words("review.healed", ControlCharacters.visible(path)))
        }
        for (path, error) in settlement.unhealed {
            StandardStream.tell(
                words("review.unhealed", ControlCharacters.visible(path), Failure.sentence(for: error)))
        }
        return store
    }
}
