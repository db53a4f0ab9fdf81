import Commands
import Detection
import Foundation
import Journal
import KnowledgeBase
import Live
import Notes

/// What an agent can ask of this moment: which symptoms fire, and what an alert means.
struct LiveTools {
    let session: Session
    /// The address that was named on the command line.
    let prometheus: String?

    var all: [MCPTool] { [triage, alert] }

    /// The most that one measurement takes.
    private static let limit = Duration.seconds(10)

    private var triage: MCPTool {
        MCPTool(
            name: "triage",
            arguments: [.init(name: "notes", kind: .texts), .init(name: "parameters", kind: .map)]
        ) { arguments in
            let references = try arguments.texts("notes")
            let values = try arguments.map("parameters")
            try session.catchUp()
            let runbooks = try session.base.runbooks(references?.isEmpty == true ? nil : references)
            try ParameterNames.check(values.keys, among: runbooks.flatMap(\.note.parameters))
            let triage = Triage(runbooks.flatMap { $0.note.detectionTargets(values) })
            return MCPTool.Answer(try measured(triage).map(\.object))
        }
    }

    private var alert: MCPTool {
        MCPTool(
            name: "alert",
            arguments: [
                .init(name: "name", kind: .text, isRequired: true), .init(name: "labels", kind: .map),
                .init(name: "runbook_url", kind: .text), .init(name: "expression", kind: .text),
            ]
        ) { arguments in
            let name = try arguments.requiredText("name")
            try session.catchUp()
            let given = try arguments.map("labels")
            let told = episode(named: name, given)
            let labels = given.isEmpty ? told?.labels ?? [:] : given
            var annotations = told?.annotations ?? [:]
            if let address = try arguments.text("runbook_url") { annotations["runbook_url"] = address }
            let context = try session.base.alertContext(
                name, labels: labels, annotations: annotations,
                expression: try arguments.text("expression") ?? told?.expression,
                today: try Clock.today(session.environment))
            // What the notes say of it is worth telling where nothing can be measured.
            let (rows, obstacle): ([TriageRow], String?)
            do { (rows, obstacle) = (try measured(context.triage), nil) } catch {
                (rows, obstacle) = ([], Failure.sentence(for: error))
            }
            return MCPTool.Answer(
                context.object.adding([
                    ("refused", .texts(context.refused.mapValues { Failure.sentence(for: $0) })),
                    ("verdicts", .list(rows.map { .object($0.object) })), ("not_measured", .optional(obstacle)),
                ]))
        }
    }

    private func measured(_ triage: Triage) throws -> [TriageRow] {
        guard !triage.targets.isEmpty else { return [] }
        let settings = try PrometheusSettings(flag: prometheus, environment: session.environment)
        let environment = session.environment
        let start = try Clock.now(environment)
        return try Blocking.run {
            let client = PrometheusClient(settings)
            let rows = await triage.rows(client, within: Self.limit) { (try? Clock.now(environment)) ?? start }
            await client.shutdown()
            return rows
        }
    }

    /// What Alertmanager told last of an alert with these labels; nil where nothing is known, or no journal can be read.
    private func episode(named name: String, _ labels: [String: String]) -> AlertEpisode? {
        try? session.journalToRead()?.alerts(notes: session.base.folder.root, limit: 1000).first { episode in
            episode.name == name && labels.allSatisfy { episode.labels[$0] == $1 }
        }
    }
}
