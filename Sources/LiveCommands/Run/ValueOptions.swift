import ArgumentParser
import Catalogue
import Commands
import Detection
import KnowledgeBase
import Live

/// Where the values of parameters come from.
struct ValueOptions: ParsableArguments {
    @OptionGroup var parameters: ParameterOptions

    @Option(help: Interface.help("run.profile", valueName: "name"))
    var profile: String?

    /// The values by name: those of the profile, over them what an alert told, and over all those of `--param`.
    ///
    /// - Throws: `ConfigurationError`, `Failure.invalidValue`
    func values(
        _ configuration: UserConfiguration, _ environment: [String: String], told: [String: String] = [:]
    ) throws -> [String: String] {
        let path = UserConfiguration.path(environment)
        let sources = [
            try profile.map { try configuration.profile($0, path: path) } ?? [:], told, try parameters.values(),
        ]
        return sources.reduce(into: [:]) { values, source in
            // Two spellings of one name: the later source's holds.
            values = values.filter { name, _ in !source.keys.contains { $0.isSameParameter(as: name) } }
                .merging(source) { $1 }
        }
    }

    /// Says when the profile sets no parameter: the samples of the notes then stay in place. Keys of the profile that fit
    /// nothing are no slip, for many notes share it.
    ///
    /// - Parameter names: of the parameters of what is run or measured.
    /// - Throws: `ConfigurationError`
    func tellIdleProfile(
        _ configuration: UserConfiguration, _ environment: [String: String], among names: some Sequence<String>
    ) throws {
        guard let profile else { return }
        let known = Set(names)
        let keys = try configuration.profile(profile, path: UserConfiguration.path(environment)).keys
        guard !known.isEmpty, !known.contains(where: { name in keys.contains { $0.isSameParameter(as: name) } }) else {
            return
        }
        StandardStream.tell(
            Interface.words(
                "run.profile.idle", ControlCharacters.visible(profile),
                ControlCharacters.visible(known.sorted().prefix(40).joined(separator: ", "))))
    }
}
