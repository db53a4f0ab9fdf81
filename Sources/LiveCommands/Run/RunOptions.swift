import ArgumentParser
import Catalogue
import Commands
import KnowledgeBase
import Live

/// Where the values of parameters come from.
struct ValueOptions: ParsableArguments {
    @OptionGroup var parameters: ParameterOptions

    @Option(help: Interface.help("run.profile", valueName: "name"))
    var profile: String?

    /// The values by name: those of the profile, and over them those of `--param`.
    ///
    /// - Throws: `ConfigurationError`, `Failure.invalidValue`
    func values(_ configuration: UserConfiguration, _ environment: [String: String]) throws -> [String: String] {
        let given = try parameters.values()
        guard let profile else { return given }
        let values = try configuration.profile(profile, path: UserConfiguration.path(environment))
        return values.merging(given) { $1 }
    }
}
