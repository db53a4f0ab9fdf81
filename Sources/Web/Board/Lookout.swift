import Detection
import Journal
import KnowledgeBase
import NIOPosix
import Notes

/// Knows the situation: measures what somebody looks at, and remembers the alerts that were told.
struct Lookout: Sendable {
    let board: Board?
    let alerts: AlertLog?
    let runbooks: CurrentRunbooks
    let now: @Sendable () -> Int

    /// Whether pages can show more than what the notes say.
    var isOpen: Bool { board != nil || alerts != nil }

    /// The situation of what is looked at; of alerts all.
    ///
    /// - Parameter scope: what is measured; nil for nothing.
    func situation(_ scope: Board.Scope?, withRules: Bool = false) async throws -> Situation {
        let now = now()
        let episodes = try await alerts?.active(now: Double(now)) ?? []
        // Pages where nothing is measured and no alert goes on ask nothing of the runbooks.
        let isAsked = scope == nil || board != nil || !episodes.isEmpty
        let runbooks = isAsked ? try await currentRunbooks() : Runbooks()
        guard isOpen else { return Situation(runbooks: runbooks) }
        var readings: [Board.Reading] = []
        if let board, let scope { readings = await board.readings(of: runbooks.targets(in: scope)) }
        let rules = withRules || scope == .all ? await board?.rules() ?? [] : []
        let told = Self.placed(episodes, runbooks.directory)
        return Situation(
            isOpen: true, isMeasured: board != nil, staleAfter: 3 * (board?.settings.interval ?? 0), readings: readings,
            alerts: told, rules: rules, runbooks: runbooks,
            tag: "\(board?.version ?? 0) \(rules.hashValue) \(episodes.hashValue)", now: now)
    }

    /// The alerts with where they lead. Thousands of one rule lead to one place, which is looked for once.
    private static func placed(_ episodes: [AlertEpisode], _ directory: AlertDirectory) -> [Situation.Alert] {
        var known: [[String?]: AlertDirectory.Place?] = [:]
        return episodes.map { episode in
            let signs = [episode.name, episode.annotations["runbook_url"], episode.generatorURL]
            let place =
                known[signs]
                ?? directory.place(
                    of: episode.name, annotations: episode.annotations, expression: episode.expression)?.place
            known[signs] = .some(place)
            return Situation.Alert(episode: episode, place: place)
        }
    }

    private func currentRunbooks() async throws -> Runbooks {
        if let known = runbooks.ready { return known }
        return try await NIOThreadPool.singleton.run { try self.runbooks.read() }
    }
}
