/// The parameters of a note with the values of an incident, and their safe way into commands.
///
/// A parameter without a value keeps its sample. All samples are replaced in one pass, so a value that looks like
/// another sample stays what it is.
package struct ParameterValues: Sendable {
    /// The note's parameters.
    package let parameters: [Parameter]
    /// By the parameters' names.
    package let values: [String: String]

    /// The parameters with values by their names; nothing is checked before it is used.
    package init(_ parameters: [Parameter], _ values: [String: String]) {
        self.parameters = parameters
        var byName: [String: String] = [:]
        for parameter in parameters {
            byName[parameter.name] =
                values[parameter.name]
                ?? values.sorted { $0.key < $1.key }
                .first { $0.key.isSameParameter(as: parameter.name) }?.value
        }
        self.values = byName
    }

    /// The values that go into a text, by name.
    package func used(in text: String) -> [String: String] {
        Dictionary(given(in: [text]).map { ($0.0.name, $0.1) }) { first, _ in first }
    }

    /// The names of the parameters whose samples stand in a text.
    package static func names(of parameters: [Parameter], in text: String) -> [String] {
        Replacements(parameters.map { ($0.sample, "") }).found(in: text).sorted().map { parameters[$0].name }
    }

    /// The values that the labels of an alert give; what can't be used is left out.
    package static func fromLabels(_ labels: [String: String], for parameters: [Parameter]) -> [String: String] {
        let told = told(by: labels, for: parameters)
        return Dictionary(
            parameters.compactMap { parameter in
                told[parameter.name].flatMap { try? parameter.checked($0) }.map { (parameter.name, $0) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// What the labels of an alert say for the parameters, unchecked: what can't be used is refused when it is.
    package static func told(by labels: [String: String], for parameters: [Parameter]) -> [String: String] {
        let byKey = Dictionary(labels.map { (key($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        var values: [String: String] = [:]
        for parameter in parameters {
            let names = parameter.labels.sorted() + [parameter.name]
            values[parameter.name] = names.lazy.compactMap { byKey[key($0)] }.first { !$0.isEmpty }
        }
        return values
    }

    /// `consumer-group`, `consumer_group` and `consumergroup` are one name.
    fileprivate static func key(_ name: String) -> String {
        name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != "." }
    }

    /// The text of a shell command with every value in place; refused where a value is no plain word.
    package func shell(_ text: String) throws(ParameterError) -> String {
        var pairs: [(sample: String, value: String)] = []
        for (parameter, value) in given(in: [text]) {
            pairs.append((parameter.sample, try parameter.checkedForShell(value)))
        }
        return Replacements(pairs).replaced(in: text)
    }

    /// Of the parameters that have a value other than their sample, those whose sample stands in one of the texts.
    func given(in texts: [String]) -> [(Parameter, String)] {
        let given = given
        let samples = Replacements(given.map { ($0.0.sample, "") })
        let found = texts.reduce(into: Set<Int>()) { $0.formUnion(samples.found(in: $1)) }
        return found.sorted().map { given[$0] }
    }

    /// The parameters that have a value other than their sample.
    var given: [(Parameter, String)] {
        parameters.compactMap { parameter in
            values[parameter.name].flatMap { $0 == parameter.sample ? nil : (parameter, $0) }
        }
    }
}

extension String {
    /// Whether two spellings name one parameter: `bootstrap-server` and `bootstrap_server`.
    package func isSameParameter(as other: String) -> Bool { ParameterValues.key(self) == ParameterValues.key(other) }
}
