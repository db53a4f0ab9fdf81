/// Arguments as they are mostly typed: a verb, words, and perhaps the notes folder.
///
/// The argument parser looks at every option of a verb by reflection, several times, and in a program of this size that
/// takes a sixth of `kb search`. So what has no other option is read here, by the parser's rules; the rest is the
/// parser's, and so is every error.
struct PlainArguments {
    let verb: String
    let words: [String]
    let notes: String?

    /// Nil when there is more in the arguments than that.
    init?(_ arguments: [String]) {
        var words: [String] = []
        var notes: String?
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if !argument.hasPrefix("-") {
                words.append(argument)
            } else if argument == "--notes", notes == nil, let folder = rest.popFirst(), !folder.hasPrefix("-") {
                notes = folder
            } else {
                return nil
            }
        }
        guard let verb = words.first else { return nil }
        self.verb = verb
        self.words = Array(words.dropFirst())
        self.notes = notes
    }

    /// What they ask for; nil when the verb is none of those that are read here, or needs more.
    var task: (() throws -> Void)? {
        switch verb {
        case "search" where !words.isEmpty: SearchTask(words, notes: notes).run
        case "due": DueTask(words, notes: notes).run
        default: nil
        }
    }
}
