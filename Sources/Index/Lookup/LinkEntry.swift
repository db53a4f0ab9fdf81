package import Notes

/// A link between notes and where it leads.
package struct LinkEntry: Sendable, Equatable {
    /// The id of the note that holds it.
    package var note: String
    /// Of the note that holds it, relative to the notes folder.
    package var path: String
    /// In that note's file, 1-based.
    package var line: Int
    /// As written, before it was resolved.
    package var target: String
    /// What a reader sees.
    package var text: String
    /// The path of the note that it leads to; nil when there is none.
    package var resolvedPath: String?
    /// Whether that note has no heading of the name that the link gives.
    package var isHeadingMissing: Bool

    /// What is wrong with a link that leads nowhere.
    package var finding: Finding {
        let fault =
            resolvedPath.map { Sentence("finding.link.heading", "%1 has no heading for \"%2\"", $0, target) }
            ?? Sentence("finding.link.note", "no note is named \"%1\"", target)
        return Finding(.unresolvedLink, line: line, fault)
    }
}
