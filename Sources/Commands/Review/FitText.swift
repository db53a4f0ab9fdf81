import Catalogue
import KnowledgeBase
import Review

/// What `kb review stats --fit` found.
struct FitText {
    let fit: FSRSFit
    let words: Catalogue

    /// One object. Keys: `trained` and `held_out` (reviews), `loss_default`, `loss_fitted`, `gain`, `error` (its
    /// standard error), `is_better`, `weights`.
    var json: String {
        let object: JSONObject = [
            "trained": .integer(fit.trained), "held_out": .integer(fit.heldOut),
            "loss_default": .decimal(fit.defaultLoss), "loss_fitted": .decimal(fit.loss),
            "gain": .decimal(fit.gain), "error": .decimal(fit.error), "is_better": .flag(fit.isWorthTaking),
            "weights": .list(fit.weights.map { .decimal($0) }),
        ]
        return object.json
    }

    var text: String {
        var lines = [words("review.fit.reviews", String(fit.trained), String(fit.heldOut))]
        lines.append(
            words(
                "review.fit.loss", Self.decimals(fit.defaultLoss), Self.decimals(fit.loss), Self.decimals(fit.gain),
                Self.decimals(fit.error)))
        if fit.isWorthTaking {
            let percent = fit.gain / fit.defaultLoss * 100
            lines.append(words("review.fit.better", ReviewSentences.hundredths(percent)))
            lines.append("export KB_REVIEW_WEIGHTS=" + FSRS.text(fit.weights))
        } else {
            lines.append(words("review.fit.no-better"))
            lines.append(FSRS.text(fit.weights))
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// With four digits behind the point.
    private static func decimals(_ number: Double) -> String {
        let parts = Int((min(abs(number), 1e6) * 10_000).rounded())
        let digits = String(parts % 10_000 + 10_000).dropFirst()
        return (number < 0 && parts > 0 ? "−" : "") + "\(parts / 10_000).\(digits)"
    }
}
