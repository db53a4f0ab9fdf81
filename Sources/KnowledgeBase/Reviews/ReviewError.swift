package import Review

/// What keeps a review from being recorded. The note and the log are then as they were, except for `logAhead`.
package enum ReviewError: Error, CustomStringConvertible {
    case invalidClock(text: String)
    case invalidSetting(name: String, value: String)
    /// The two values cannot be set without changing the meaning of other bytes.
    case frontMatter(path: String, FrontMatterEditError)
    case readOnly(path: String)
    /// A link that leads out of the notes folder.
    case outside(path: String)
    /// A part of the log, on the way to which no link is followed.
    case linkedLog(path: String)
    case changedMeanwhile(path: String)
    /// The note does not stand as it did when the person saw it; nil where the log does not say by whom.
    case reviewedMeanwhile(path: String, who: String?)
    case cannotWrite(path: String, reason: String)
    case nothingToUndo(path: String?)
    /// The review is logged, and the note gets its values when it can be written.
    case logAhead(path: String, reason: String)

    /// A sentence in English, with the path or setting at fault.
    package var description: String {
        switch self {
        case .invalidClock(let text): "KB_NOW is not a time: \(text). Write it as 2026-03-03T09:00:00+08:00."
        case .invalidSetting(let name, let value): "\(name) cannot be \(value)."
        case .frontMatter(let path, let error): "\(path): \(error). Nothing was changed."
        case .readOnly(let path): "\(path) is read-only. Make it writable and try again. Nothing was changed."
        case .outside(let path): "\(path) is a link out of the notes folder. Review it there. Nothing was changed."
        case .linkedLog(let path):
            "\(path) is a link or no folder. Put the log's own folder or file in its place. Nothing was changed."
        case .changedMeanwhile(let path):
            "\(path) was changed by another program meanwhile. Try again. Nothing was changed."
        case .reviewedMeanwhile(let path, let who):
            "the schedule of \(path) was changed meanwhile\(who.map { " by \($0)" } ?? ""). Nothing was recorded twice."
        case .cannotWrite(let path, let reason): "cannot write \(path): \(reason). Nothing was changed."
        case .nothingToUndo(let path): "there is no review\(path.map { " of \($0)" } ?? "") to undo."
        case .logAhead(let path, let reason):
            "the review is logged, but \(path) could not be written: \(reason). The next command writes it."
        }
    }
}
