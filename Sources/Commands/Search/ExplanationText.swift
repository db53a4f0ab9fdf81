import Catalogue
import Foundation
import Index

/// How an answer came about, as text: the tokens, the stages, the parts of each score.
struct ExplanationText {
    let words: Catalogue

    /// One line a term, a filter and a stage.
    func text(_ explanation: SearchExplanation) -> String {
        let terms = explanation.terms.map { term in
            words(
                term.isExcluded ? "terminal.explain.excluded" : "terminal.explain.term",
                ControlCharacters.visible(term.scope.map { "\($0.rawValue):\(term.text)" } ?? term.text),
                term.tokens.joined(separator: " · "))
        }
        let filters = explanation.filters.map { filter in
            words(
                "terminal.explain.filter", ControlCharacters.visible((filter.isExcluded ? "-" : "") + filter.key),
                ControlCharacters.visible(filter.value))
        }
        let stages = explanation.stages.map { stage in
            words(
                "terminal.explain.stage", name(of: stage.match), String(stage.sections),
                ControlCharacters.visible(stage.expression))
        }
        return (terms + filters + stages).map { $0 + "\n" }.joined() + "\n"
    }

    /// The score with its parts, which add up to it.
    func score(of hit: SearchHit) -> String {
        let parts = hit.parts.map { part in "\(name(of: part.kind)) \(number(part.value))" }
        return words("terminal.explain.score", number(hit.score), parts.joined(separator: " + "))
    }

    private func name(of match: SearchHit.Match) -> String {
        match == .exact ? words("terminal.explain.exact") : words("terminal.match.\(match.rawValue)")
    }

    private func name(of part: ScorePart.Kind) -> String {
        switch part {
        case .word(let word): "“\(ControlCharacters.visible(word))”"
        case .phrase: words("terminal.explain.part.phrase")
        case .nearness: words("terminal.explain.part.nearness")
        case .wholeName: words("terminal.explain.part.whole-name")
        case .otherSections: words("terminal.explain.part.other-sections")
        }
    }

    private func number(_ value: Double) -> String { String(format: "%.2f", value) }
}
