import Catalogue
import Commands
import Detection
import KnowledgeBase

/// The rules that watch kb itself by its `/metrics`: detections that measure nothing, overdue reviews, and alerts without
/// a runbook.
enum ServerAlerts {
    /// - Parameter site: the address of the server.
    static func file(site: String) throws -> AlertRuleFile {
        AlertRuleFile(group: "kb", rules: try rules.map { try rule($0, site: site.withoutEndingSlashes) })
    }

    private struct Rule {
        let name: String
        /// Of its words in the catalogue.
        let key: String
        let expression: String
        let minutes: Int64
        let page: String
    }

    private static let rules = [
        Rule(
            name: "KbDetectionBlind", key: "blind",
            expression: "max by (note, symptom) (kb_symptom_verdict{verdict=~\"blind|error\"}) > 0", minutes: 15,
            page: "/triage"),
        Rule(
            name: "KbReviewsOverdue", key: "overdue", expression: "max(kb_notes_overdue) > 0", minutes: 1440,
            page: "/review"),
        Rule(
            name: "KbAlertsWithoutRunbook", key: "uncovered", expression: "max(kb_alerts_without_runbook) > 0",
            minutes: 5, page: "/triage"),
    ]

    private static func rule(_ rule: Rule, site: String) throws -> AlertRule {
        guard case .success(let statement)? = PromQL.statements(in: rule.expression).first else {
            throw AlertRuleError.noName
        }
        func both(_ key: String) -> String {
            [Catalogue.english, .chinese].map { $0("live.self.\(rule.key).\(key)") }.joined(separator: " / ")
        }
        return try AlertRule(
            name: rule.name, expression: statement.expression, source: rule.expression,
            duration: PromQL.Duration(milliseconds: rule.minutes * 60_000), severity: "low", summary: both("summary"),
            description: both("description"), runbookURL: site + rule.page)
    }
}
