/// Why a block of a note tells nothing when it is run as it stands.
package enum BlockFault: Hashable, Sendable {
    /// Nothing in it is a command: what says nothing because nothing ran must not look as if all were well.
    case onlyComments
    /// It was copied from a terminal with this prompt.
    case prompt(String)

    /// Nil where nothing is wrong.
    package init?(_ text: String, isShell: Bool, isSQL: Bool) {
        if isShell ? ShellTranscript.isOnlyComments(text) : isSQL && BoundStatement.isOnlyComments(text) {
            self = .onlyComments
        } else if isShell, let prompt = ShellTranscript.prompt(of: text) {
            self = .prompt(prompt)
        } else {
            return nil
        }
    }
}
