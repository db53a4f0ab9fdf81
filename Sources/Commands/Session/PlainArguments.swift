/// Arguments as they are mostly typed, and as editors and scripts call `kb search`: a verb, words, and perhaps the notes
/// folder, how many, and the form of the list.
///
/// The argument parser looks at every option of a verb by reflection, several times, and in a program of this size that
/// takes a sixth of `kb search`. So what has no other option is read here, by the parser's rules; the rest is the
/// parser's, and so is every error.
struct PlainArguments {
    let verb: String
    let words: [String]
    let notes: String?
    private let limit: Int?
    private let form: ListFormat?

    /// Nil when there is more in the arguments than that.
    init?(_ arguments: [String]) {
        var words: [String] = []
        var notes: String?
        var limit: Int?
        var form: ListFormat?
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if !argument.hasPrefix("-") {
                words.append(argument)
            } else if argument == "--notes", notes == nil, let folder = rest.popFirst(), !folder.hasPrefix("-") {
                notes = folder
            } else if argument == "-n" || argument == "--limit", limit == nil, let count = rest.popFirst(),
                let number = Int(count), number > 0
            {
                limit = number
            } else if form == nil, let named = Self.forms[argument] {
                form = named
            } else {
                return nil
            }
        }
        guard let verb = words.first else { return nil }
        self.verb = verb
        self.words = Array(words.dropFirst())
        self.notes = notes
        self.limit = limit
        self.form = form
    }

    /// Flags that say in which form a list comes out.
    private static let forms: [String: ListFormat] = ["--json": .json, "-l": .path, "--files-with-matches": .path]

    /// The search they ask for.
    var search: SearchTask {
        var task = SearchTask(words, notes: notes)
        if let limit { task.limit = limit }
        if let form { task.form = form }
        return task
    }

    /// What they ask for; nil when the verb is none of those that are read here, or needs more.
    var task: (() throws -> Void)? {
        switch verb {
        case "search" where !words.isEmpty: search.run
        case "due" where limit == nil && form == nil: DueTask(words, notes: notes).run
        default: nil
        }
    }
}
