package import Journal
package import Live

/// What a server needs that was started to run commands.
package struct RunSettings: Sendable {
    package var configuration: UserConfiguration
    package var journal: Journal
    package var runner: CommandRunner
    /// Of the server; commands see what the configuration allows of it.
    package var environment: [String: String]

    package init(
        configuration: UserConfiguration, journal: Journal, environment: [String: String],
        runner: CommandRunner = CommandRunner()
    ) {
        (self.configuration, self.journal) = (configuration, journal)
        (self.environment, self.runner) = (environment, runner)
    }
}
