package import Index
import Notes

/// A hit of a search.
///
/// Keys: `note` (id), `path`, `title`, `title_en` and `title_zh` (its halves, or null), `heading` (of the best section),
/// `headings` (it and those above, outermost first), `anchor`, `line` (1-based), `symptom` and `urgency` (or null), `status`
/// and `next_review` (or null), `score` (comparable within one answer), `snippet`, `highlights` (pairs of byte offsets
/// into the UTF-8 of the snippet), `found` (the words that answer, as the note writes them), `match` (`exact`, `expanded`,
/// `corrected`, `partial`); where it is explained also `score_parts` (an object: a word of the query, or `phrase`, `nearness`, `whole_name`, `other_sections`, with a number).
package struct SearchRow: Row {
    /// As the search found it.
    package let hit: SearchHit

    private let isExplained: Bool

    /// Only an explained row has the parts of its score.
    package init(_ hit: SearchHit, isExplained: Bool = false) {
        self.hit = hit
        self.isExplained = isExplained
    }

    package var path: String { hit.path }

    package var object: JSONObject {
        let object: JSONObject = [
            "note": .text(hit.note), "path": .text(hit.path), "title": .text(hit.title.full),
            "title_en": .optional(hit.title.english), "title_zh": .optional(hit.title.chinese),
            "heading": .text(hit.heading), "headings": .texts(hit.headings), "anchor": .text(hit.anchor),
            "line": .integer(hit.line), "symptom": .optional(hit.symptom), "urgency": .optional(hit.urgency?.rawValue),
            "status": .optional(hit.status), "next_review": .optional(hit.nextReview?.description),
            "score": .decimal(hit.score), "snippet": .text(hit.snippet.text),
            "highlights": .list(
                hit.snippet.highlights.map { .list([.integer($0.lowerBound), .integer($0.upperBound)]) }),
            "found": .texts(hit.found), "match": .text(hit.match.rawValue),
        ]
        return isExplained ? object.adding([("score_parts", .object(parts))]) : object
    }

    private var parts: JSONObject {
        let parts: JSONObject = [:]
        return parts.adding(
            hit.parts.map { part in
                let name =
                    switch part.kind {
                    case .word(let word): word
                    case .phrase: "phrase"
                    case .nearness: "nearness"
                    case .wholeName: "whole_name"
                    case .otherSections: "other_sections"
                    }
                return (name, .decimal((part.value * 1000).rounded() / 1000))
            })
    }
}

extension SearchAnswer.Change {
    /// Keys: `kind` (`corrected`, `similar`, `expanded`, `relaxed`, `leftOut`, `included`, `unreadable`,
    /// `unmet`), `word`, `replacements`.
    package var object: JSONObject {
        ["kind": .text(kind.rawValue), "word": .text(word), "replacements": .texts(replacements)]
    }
}
