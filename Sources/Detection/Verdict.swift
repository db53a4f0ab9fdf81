package import Notes

/// What a detection found, with what is needed to show it.
package struct Verdict: Sendable, Hashable {
    /// The verdicts, in their order of alarm: the first is the worst.
    package enum Kind: String, Sendable, CaseIterable, Comparable {
        case firing
        /// Empty, and the data that would say so is not there.
        case blind
        /// The question could not be asked, or was not answered.
        case error
        /// Nothing passed the filters, and the data is there.
        case clear
        /// There is nothing to judge, only values to see.
        case observed

        /// Orders by alarm: `firing < clear`.
        package static func < (left: Kind, right: Kind) -> Bool { left.rank < right.rank }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// Why a verdict is what it is, beyond what its kind says.
    package enum Reason: Sendable, Hashable {
        /// No such series; the metrics as canonical PromQL.
        case noSuchSeries([String])
        /// Both sides of an operator exist, and their labels never match.
        case labelsNeverMatch
        /// The series exist and do not answer, for instance `rate` with a single sample.
        case tooFewSamples
        /// `scalar()` is asked for the number of what has several series; they as canonical PromQL.
        case severalSeries([String])
        /// It compares constants only.
        case nothingMeasured
        /// The server says that a part of the answer is missing.
        case partial
        /// It fires because a fallback stands in for data that does not exist.
        case fallback
    }

    /// The verdict itself.
    package let kind: Kind
    /// Why, where the kind does not say it.
    package let reason: Reason?
    /// The value that alarms most: the greatest against `>`, the least against `<`, else the first; nil where there is
    /// none, or a native histogram.
    package let value: Double?
    /// The labels of the series with that value.
    package let labels: [String: String]
    /// Seconds since 1970 at which that value was computed, as the server says.
    package let time: Double?
    /// What the value is held against; nil where nothing is judged or both sides are measured.
    package let threshold: DetectionPlan.Threshold?
    /// How many series the result has.
    package let seriesCount: Int
    /// The first series of the result, at most `PrometheusReply.shownSeries`.
    package let samples: [PrometheusReply.Sample]
    /// What the server said beside the answer.
    package let warnings: [String]
    /// Whether it is an error of the server, not of the query: no other query would be answered either.
    package let isOfServer: Bool
    /// What it says to a person, to be told in their language.
    package let sentences: [Sentence]

    /// The same in English.
    package var message: String { sentences.map(\.english).joined(separator: " ") }

    /// A verdict of what could not be done.
    package static func error(_ sentences: Sentence...) -> Verdict { error(sentences) }

    /// The same with the sentences in an array.
    package static func error(_ sentences: [Sentence]) -> Verdict { Verdict(.error, sentences) }

    init(
        _ kind: Kind, reason: Reason? = nil, result: Result? = nil, threshold: DetectionPlan.Threshold? = nil,
        warnings: [String] = [], isOfServer: Bool = false, _ sentences: [Sentence]
    ) {
        self.kind = kind
        self.reason = reason
        self.value = result?.worst?.number
        self.labels = result?.worst?.labels ?? [:]
        self.time = result?.worst?.time
        self.threshold = threshold
        self.seriesCount = result?.count ?? 0
        self.samples = result?.samples ?? []
        self.warnings = warnings
        self.isOfServer = isOfServer
        self.sentences = sentences
    }

    /// The series of an answer, and the one that alarms most.
    struct Result {
        let count: Int
        let samples: [PrometheusReply.Sample]
        let worst: PrometheusReply.Sample?
    }
}
