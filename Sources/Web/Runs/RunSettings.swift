package import Journal
package import Live

/// What a server needs that was started to run commands.
package struct RunSettings: Sendable {
    /// Runners, limits and the names of secrets, from this person's file.
    package var configuration: UserConfiguration
    /// Where runs are recorded before they begin.
    package var journal: Journal
    /// What starts them, each under a supervisor of its own.
    package var runner: CommandRunner
    /// Of the server; commands see what the configuration allows of it.
    package var environment: [String: String]

    /// All that a run needs; that a person may ask for one is the token's to say.
    package init(
        configuration: UserConfiguration, journal: Journal, environment: [String: String],
        runner: CommandRunner = CommandRunner()
    ) {
        (self.configuration, self.journal) = (configuration, journal)
        (self.environment, self.runner) = (environment, runner)
    }
}
