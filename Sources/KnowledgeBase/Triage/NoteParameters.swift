package import Detection
package import Notes

extension Note {
    /// The parameters of its commands: those that `params` in the front matter names, else what their sample values
    /// suggest.
    ///
    /// `params` is a mapping of names to samples (`redis: localhost:6379`) or to mappings with `default` (the sample) and
    /// `pattern`, and `labels`, which of an alert give the value beside those that the note's PromQL compares with the
    /// sample. What can't be read of it is left out: the command then keeps its sample.
    package var parameters: [Parameter] {
        let commands = commands.map {
            Parameter.Command(language: $0.language, text: $0.language == "promql" ? $0.promQL : $0.text)
        }
        guard case .mapping(let fields)? = frontMatter["params"] else { return Parameter.inferred(from: commands) }
        let declared = fields.prefix(Parameter.most).compactMap { Self.parameter($0.key, $0.value) }
            .filter { $0.sample.utf8.count <= Parameter.longest }
        let samples = declared.map(\.sample)
        let labels = commands.reduce(into: [String: Set<String>]()) { labels, command in
            labels.merge(Parameter.labels(of: samples, in: command)) { $0.union($1) }
        }
        return declared.map { parameter in
            Parameter(
                name: parameter.name, sample: parameter.sample, pattern: parameter.pattern,
                labels: parameter.labels.union(labels[parameter.sample] ?? []))
        }
    }

    private static func parameter(_ name: String, _ value: FrontMatter.Value) -> Parameter? {
        switch value {
        case .scalar(let sample) where !sample.isEmpty: return Parameter(name: name, sample: sample)
        case .mapping(let fields):
            let declared = FrontMatter(fields: fields)
            guard let sample = declared.text("default") ?? declared.text("sample") else { return nil }
            let labels = Set(declared.texts("labels"))
            guard let text = declared.text("pattern") else {
                return Parameter(name: name, sample: sample, labels: labels)
            }
            // Without its pattern it would take more than its author allowed.
            guard let pattern = try? Pattern(text) else { return nil }
            return Parameter(name: name, sample: sample, pattern: pattern, labels: labels)
        default: return nil
        }
    }
}
