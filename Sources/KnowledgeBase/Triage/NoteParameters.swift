package import Detection
package import Notes

extension Note {
    /// The parameters of its commands: those that `params` in the front matter names, else what their sample values
    /// suggest.
    ///
    /// `params` is a mapping of names to samples (`redis: localhost:6379`) or to mappings with `default` (the sample) and
    /// `pattern`. What can't be read of it is left out: the command then keeps its sample.
    package var parameters: [Parameter] {
        guard case .mapping(let fields)? = frontMatter["params"] else {
            return Parameter.inferred(from: commands.map { .init(language: $0.language, text: $0.text) })
        }
        return fields.prefix(Parameter.most).compactMap { Self.parameter($0.key, $0.value) }
    }

    private static func parameter(_ name: String, _ value: FrontMatter.Value) -> Parameter? {
        switch value {
        case .scalar(let sample) where !sample.isEmpty: return Parameter(name: name, sample: sample)
        case .mapping(let fields):
            let declared = FrontMatter(fields: fields)
            guard let sample = declared.text("default") ?? declared.text("sample") else { return nil }
            guard let text = declared.text("pattern") else { return Parameter(name: name, sample: sample) }
            // Without its pattern it would take more than its author allowed.
            guard let pattern = try? Pattern(text) else { return nil }
            return Parameter(name: name, sample: sample, pattern: pattern)
        default: return nil
        }
    }
}
