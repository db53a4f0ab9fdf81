/// Something that is wrong with a note: a value gathered while parsing. It stops nothing and hides nothing.
package struct Finding: Sendable, Hashable, Codable {
    /// How grave a finding is, from least to most.
    package enum Severity: String, Sendable, Codable, Comparable {
        case information, warning, error

        package static func < (left: Severity, right: Severity) -> Bool {
            left.rank < right.rank
        }

        private var rank: Int {
            switch self {
            case .information: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    /// The rule that the note breaks.
    package var rule: Rule
    /// That of the rule.
    package var severity: Severity
    /// 1-based line in the file.
    package var line: Int
    /// 1-based column in characters; 1 where only the line is known.
    package var column: Int
    /// What is wrong, with the offending text where there is one; a clause, or sentences.
    package var sentences: [Sentence]
    /// The same in English without the last full stop, for programs.
    package var message: String { Sentence.clause(sentences.map(\.english).joined(separator: " ")) }

    /// A finding of the rule's own severity.
    package init(_ rule: Rule, line: Int, column: Int = 1, _ sentences: Sentence...) {
        self.init(rule, line: line, column: column, sentences)
    }

    /// The same with sentences that were gathered before.
    package init(_ rule: Rule, line: Int, column: Int = 1, _ sentences: [Sentence]) {
        self.rule = rule
        self.severity = rule.severity
        self.line = line
        self.column = column
        self.sentences = sentences
    }
}

extension Finding {
    /// What can be wrong, by the name that `kb lint` prints.
    package enum Rule: String, Sendable, Codable, CaseIterable {
        case frontMatterMissing = "front-matter-missing"
        case frontMatterUnclosed = "front-matter-unclosed"
        case frontMatterSyntax = "front-matter-syntax"
        case frontMatterLimit = "front-matter-limit"
        case frontMatterValue = "front-matter-value"
        case titleMissing = "title-missing"
        case markdownLimit = "markdown-limit"
        case invalidText = "invalid-text"
        case unreadable = "unreadable"
        case duplicateID = "duplicate-id"
        case symptomsMissing = "symptoms-missing"
        case symptomRow = "symptom-row"
        case symptomLimit = "symptom-limit"
        case symptomDuplicate = "symptom-duplicate"
        case symptomUnknown = "symptom-unknown"
        case symptomUrgency = "symptom-urgency"
        case symptomWithoutDetection = "symptom-without-detection"
        case symptomWithoutPromQL = "symptom-without-promql"
        case symptomWithoutResolution = "symptom-without-resolution"
        case promQL = "promql"
        case firingRule = "firing-rule"
        case unrunnable
        case parameter
        case unresolvedLink = "unresolved-link"
        case sectionRole = "section-role"

        /// An error where the note, or a part of it, cannot be read; information where nothing is amiss but something
        /// is missed.
        package var severity: Severity {
            switch self {
            case .frontMatterSyntax, .frontMatterUnclosed, .frontMatterLimit, .unreadable, .invalidText: .error
            case .symptomWithoutPromQL: .information
            default: .warning
            }
        }
    }
}
