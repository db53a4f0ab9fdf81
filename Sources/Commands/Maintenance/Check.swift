import KnowledgeBase

/// One thing that was looked at.
///
/// Keys: `name`, `state` (`fine`, `missing`: something works without it, `broken`: nothing works), `value`, `fix` (or null).
struct Check: Equatable {
    enum State: String {
        case fine, missing, broken
    }

    var name: String
    var state: State
    var value: String
    /// What to do about it.
    var fix: String?

    var object: JSONObject {
        ["name": .text(name), "state": .text(state.rawValue), "value": .text(value), "fix": .optional(fix)]
    }
}
