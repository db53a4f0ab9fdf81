/// What a supervisor is told to run, as JSON on its standard input.
package struct RunJob: Sendable, Hashable, Codable {
    /// The longest text of a command, in bytes.
    package static let longestText = 60_000

    /// The program, as an absolute path, and its arguments.
    package var arguments: [String]
    /// All variables that the program sees.
    package var environment: [String: String]
    /// The absolute path of the working folder.
    package var folder: String
    /// What the program reads from standard input.
    package var input: String
    /// What the program may take of the machine.
    package var limits: RunLimits
    /// Whether it gets processes of its own by bubblewrap, where that works.
    package var isIsolated: Bool

    /// A job; nothing of it is checked here.
    package init(
        arguments: [String], environment: [String: String] = [:], folder: String = "/", input: String = "",
        limits: RunLimits = RunLimits(), isIsolated: Bool = true
    ) {
        self.arguments = arguments
        self.environment = environment
        self.folder = folder
        self.input = input
        self.limits = limits
        self.isIsolated = isIsolated
    }
}
