extension DatalessResult {
    /// The sample as `label_replace` gives it. Labels count only where series are matched: with another pattern than the
    /// usual ones they stay as they are.
    static func relabelled(_ sample: Sample, _ texts: [String]) -> Sample {
        guard texts.count == 4 else { return sample }
        let source = sample.labels[texts[2]] ?? ""
        let groups: [String]? =
            switch texts[3] {
            case "": source.isEmpty ? [source] : nil
            case ".*": [source]
            case "(.*)": [source, source]
            case ".+": source.isEmpty ? nil : [source]
            case "(.+)": source.isEmpty ? nil : [source, source]
            default: nil
            }
        guard let groups else { return sample }
        let text = expanded(texts[1], groups)
        var labels = sample.labels
        labels[texts[0]] = text.isEmpty ? nil : text
        return Sample(labels: labels, value: sample.value)
    }

    /// A text with what groups of a pattern found in the places of `$1` and `${1}`, as Go's `Regexp.Expand` does it: a
    /// group that the pattern has not found nothing.
    private static func expanded(_ template: String, _ groups: [String]) -> String {
        var text = ""
        var rest = template.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "$", let next = rest.first else {
                text.unicodeScalars.append(scalar)
                continue
            }
            let name = (next == "{" ? rest.dropFirst() : rest).prefix { isOfName($0) }
            let isClosed = next != "{" || rest[name.endIndex...].first == "}"
            guard !name.isEmpty, isClosed else {
                if next == "$" { rest.removeFirst() }
                text.append("$")
                continue
            }
            rest = rest[name.endIndex...].dropFirst(next == "{" ? 1 : 0)
            if let group = groups.indices.first(where: { "\($0)" == String(name) }) { text += groups[group] }
        }
        return text
    }

    private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
    }
}
