import Yams

extension FrontMatter {
    /// What the YAML parser found wrong, where a person would look for it.
    static func finding(for error: YamlError, firstLine: Int) -> Finding {
        func finding(at mark: Mark, _ sentence: Sentence) -> Finding {
            Finding(
                .frontMatterSyntax, line: firstLine + max(0, mark.line - 1), column: max(1, mark.column), sentence)
        }
        switch error {
        case .scanner(let context, "found unexpected end of stream", _, _),
            .scanner(let context, "found unexpected document indicator", _, _):
            // Only quoted text is looked for so far. Where it begins is where its end is missing.
            guard let context else { break }
            return finding(
                at: context.mark, Sentence("finding.front-matter.quotes", "the quotation marks are never closed"))
        case .scanner(let context?, "could not find expected ':'", _, _):
            // The line without a colon is told, not the one after it.
            return finding(at: context.mark, fault("could not find expected ':'"))
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return finding(at: mark, fault(problem))
        case .duplicatedKeysInMapping(let duplicates, let context):
            return finding(
                at: context.mark,
                Sentence(
                    "finding.front-matter.twice", "the key %1 stands twice",
                    duplicates.map { "\($0)" }.joined(separator: ", ")))
        default: break
        }
        return Finding(.frontMatterSyntax, line: firstLine, fault("\(error)"))
    }

    /// What the parser says: the frequent slips in words of ours, which people get in their language.
    static func fault(_ problem: String) -> Sentence {
        switch problem {
        case "mapping values are not allowed in this context":
            Sentence(
                "finding.front-matter.colon", "a colon may not stand here; text with a colon needs quotation marks")
        case "found character that cannot start any token":
            Sentence(
                "finding.front-matter.character",
                "no value begins with this character without quotation marks, and no line is indented with tabs")
        case "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            Sentence("finding.front-matter.tab", "a line is indented with a tab; only spaces count")
        case "did not find expected key", "could not find expected ':'":
            Sentence("finding.front-matter.field", "a key with a colon is expected here")
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
            Sentence("finding.front-matter.bracket", "a comma or a closing bracket is missing")
        case "found undefined alias":
            Sentence(
                "finding.front-matter.alias",
                "there is no such alias; text that begins with an asterisk needs quotation marks")
        default: Sentence("finding.front-matter.yaml", "%1", problem)
        }
    }
}
