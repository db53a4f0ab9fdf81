import KnowledgeBase

/// One thing that was looked at.
///
/// Keys: `name`, `state` (`fine`, `missing`: the rest works without it, `broken`: what needs it fails), `value`, `fix` (or null).
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
