/// A reminder that was claimed and never settled.
package struct UnsettledReminder: Sendable, Hashable {
    /// What was to be told of.
    package var key: ReminderKey
    /// Whether it was handed over and nobody knows what became of it; otherwise its run ended in the middle.
    package var isUncertain: Bool

    /// One as the journal holds it; making one claims nothing.
    package init(key: ReminderKey, isUncertain: Bool) {
        self.key = key
        self.isUncertain = isUncertain
    }
}
