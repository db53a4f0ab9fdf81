package import Detection
package import Notes

extension Note {
    /// The parameters of its commands: those that `params` in the front matter names, else what their sample values
    /// suggest.
    ///
    /// `params` is a mapping of names to samples (`redis: localhost:6379`) or to mappings with `default` (the sample) and
    /// `pattern`, and `labels`, which of an alert give the value beside those that the note's PromQL compares with the
    /// sample. What has no sample is left out. One whose pattern can't be read takes no value: without its pattern it
    /// would take more than its author allowed.
    package var parameters: [Parameter] {
        let commands = commands.map {
            Parameter.Command(language: $0.language, text: $0.language == "promql" ? $0.promQL : $0.text)
        }
        guard case .mapping(let fields)? = frontMatter["params"] else { return Parameter.inferred(from: commands) }
        let declared = fields.prefix(Parameter.most).compactMap(Self.parameter)
            .filter { $0.sample.utf8.count <= Parameter.longest }
        let samples = declared.map(\.sample)
        let labels = commands.reduce(into: [String: Set<String>]()) { labels, command in
            labels.merge(Parameter.labels(of: samples, in: command)) { $0.union($1) }
        }
        return declared.map { parameter in
            Parameter(
                name: parameter.name, sample: parameter.sample, pattern: parameter.pattern,
                patternError: parameter.patternError,
                labels: parameter.labels.union(labels[parameter.sample] ?? []))
        }
    }

    /// What is wrong with the parameters that the front matter declares.
    var parameterFindings: [Finding] {
        guard case .mapping(let fields)? = frontMatter["params"] else { return [] }
        return fields.prefix(Parameter.most).compactMap { field in
            let name = VisibleText.excerpt(field.key, limit: 80)
            guard let parameter = Self.parameter(field) else {
                return Finding(
                    .parameter, line: field.line, column: field.column,
                    Sentence("finding.parameter-sample", "the parameter `%1` has no sample", name))
            }
            guard let error = parameter.patternError else { return nil }
            var place = field
            if case .mapping(let parts) = field.value { place = parts.first { $0.key == "pattern" } ?? field }
            return Finding(
                .parameter, line: place.line, column: place.column,
                Sentence(
                    "finding.parameter-pattern",
                    "the pattern of the parameter `%1` can't be used, so that it takes no value: %2", name,
                    VisibleText.excerpt(error.reason, limit: 80)))
        }
    }

    private static func parameter(_ field: FrontMatter.Field) -> Parameter? {
        let name = field.key
        switch field.value {
        case .scalar(let sample) where !sample.isEmpty: return Parameter(name: name, sample: sample)
        case .mapping(let fields):
            let declared = FrontMatter(fields: fields)
            guard let sample = declared.text("default") ?? declared.text("sample") else { return nil }
            let labels = Set(declared.texts("labels"))
            guard let text = declared.text("pattern") else {
                return Parameter(name: name, sample: sample, labels: labels)
            }
            do throws(PatternError) {
                return Parameter(name: name, sample: sample, pattern: try Pattern(text), labels: labels)
            } catch {
                return Parameter(name: name, sample: sample, patternError: error, labels: labels)
            }
        default: return nil
        }
    }
}
