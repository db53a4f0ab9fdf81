import Catalogue
import Commands
import Detection

/// Names of parameters that a person gave.
enum ParameterNames {
    /// A slip in a name must not leave the sample in its place.
    ///
    /// - Throws: `Failure.invalidValue`
    static func check(_ names: some Sequence<String>, among parameters: [Parameter]) throws {
        let known = Set(parameters.map(\.name))
        for name in names.sorted() where !known.contains(where: { $0.isSameParameter(as: name) }) {
            throw Failure.invalidValue(
                option: "--param", value: ControlCharacters.visible(name),
                advice: known.isEmpty
                    ? Interface.words("run.param.none")
                    : Interface.words(
                        "run.param.known", ControlCharacters.visible(known.sorted().prefix(40).joined(separator: ", ")))
            )
        }
    }
}
