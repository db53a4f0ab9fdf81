package import Notes

/// What became of a message.
package enum ReminderDelivery: Sendable, Equatable {
    case sent
    /// It surely did not arrive, and may be tried again.
    case refused(reason: Sentence)
    /// It may have arrived: to try again could remind twice.
    case uncertain(reason: Sentence)
}
