/// A note as the queue sees it: where it stands, and how much it matters.
package struct ReviewItem: Sendable, Hashable {
    /// Tells the note from all others: its path, where ids may be shared.
    package var note: String
    /// What its front matter says of its reviews.
    package var plan: ReviewPlan
    /// Nil where nothing is known of how well it is remembered.
    package var memory: Memory?
    /// How grave its gravest symptom is, 0 for none to 4 for critical; breaks ties.
    package var importance: Int

    /// Without a memory it is a note that was never reviewed.
    package init(note: String, plan: ReviewPlan, memory: Memory? = nil, importance: Int = 0) {
        self.note = note
        self.plan = plan
        self.memory = memory
        self.importance = importance
    }
}
