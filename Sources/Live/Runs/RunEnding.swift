/// How a run ended.
package enum RunEnding: Sendable, Hashable, Codable {
    /// The program ended by itself.
    case exited(Int32)
    /// A signal ended the program, and it was not ours.
    case signalled(Int32)
    case timeLimit
    case outputLimit
    case processLimit
    /// A person, or the end of kb, ended it.
    case cancelled
    /// It never began; why.
    case notStarted(String)
    /// Its supervisor was killed: what became of it is not known.
    case lost

    /// The word that lists, JSON and the journal use.
    package var word: String {
        switch self {
        case .exited: "exited"
        case .signalled: "signalled"
        case .timeLimit: "time-limit"
        case .outputLimit: "output-limit"
        case .processLimit: "process-limit"
        case .cancelled: "cancelled"
        case .notStarted: "not-started"
        case .lost: "lost"
        }
    }

    /// The exit code as shells tell it: 128 and more for a signal; nil where the program did not end by itself.
    package var exitCode: Int32? {
        switch self {
        case .exited(let code): code
        case .signalled(let signal): 128 + signal
        default: nil
        }
    }
}
