package import Detection
import Index
import Notes

/// The symptoms of runbooks, measured now.
package struct Triage: Sendable {
    /// How many expressions are judged at once.
    package static let parallel = 16

    /// What is asked, in the order of notes and symptoms.
    package let targets: [DetectionTarget]

    /// A triage of what the notes say.
    package init(_ targets: [DetectionTarget]) { self.targets = targets }

    /// Judges all, a bounded number at once, and orders what came out by alarm.
    ///
    /// - Parameters:
    ///   - parallel: the most that are judged at once.
    ///   - now: seconds since 1970, when a verdict is there.
    ///   - ask: answers a query; it keeps the deadline, after which it answers at once with a failure.
    package func rows(
        parallel: Int = Triage.parallel, now: @escaping @Sendable () -> Int,
        ask: @escaping @Sendable (String) async -> Result<PrometheusReply, PrometheusFailure>
    ) async -> [TriageRow] {
        await measured(parallel: parallel) { target in
            let verdict = await target.verdict(ask)
            return TriageRow(target, verdict, checkedAt: now())
        }.sorted(by: TriageRow.precedes)
    }

    /// What a measurement finds of each, a bounded number at once, in the order in which they end.
    package func measured<Found: Sendable>(
        parallel: Int = Triage.parallel, _ measure: @escaping @Sendable (DetectionTarget) async -> Found
    ) async -> [Found] {
        var found: [Found] = []
        await withTaskGroup(of: Found.self) { group in
            var waiting = targets[...]
            func startNext() {
                guard let target = waiting.popFirst() else { return }
                group.addTask { await measure(target) }
            }
            for _ in 0..<max(1, parallel) { startNext() }
            for await one in group {
                found.append(one)
                startNext()
            }
        }
        return found
    }
}

extension DetectionTarget {
    /// What an expression finds now; nil where there is none.
    package func verdict(_ ask: DetectionPlan.Ask) async -> Verdict? {
        switch question {
        case .expression(let source, let plan): await plan.judge(source: source, ask: ask)
        case .unusable, .leftOut: .error(obstacles)
        case .gap: nil
        }
    }
}

extension Sequence<TriageRow> {
    /// The exit code of a monitoring plug-in: 2 where a High or Critical symptom fires; else 3 where anything is blind
    /// or an error, or nothing at all was measured, for it may hide the worst; else 1 where a lower urgency fires, or
    /// one that is not stated; else 0.
    package var triageExitCode: Int32 {
        let kinds = compactMap { row in row.verdict.map { ($0.kind, row.target.symptom.urgency) } }
        if kinds.contains(where: { $0.0 == .firing && ($0.1 == .critical || $0.1 == .high) }) { return 2 }
        if kinds.isEmpty || kinds.contains(where: { $0.0 == .blind || $0.0 == .error }) { return 3 }
        return kinds.contains { $0.0 == .firing } ? 1 : 0
    }
}

extension KnowledgeBase {
    /// What to ask for notes, or for all runbooks that are not archived.
    ///
    /// - Parameters:
    ///   - references: as in `summary(of:)`; nil for all.
    ///   - values: of parameters, by name.
    /// - Throws: `KnowledgeBaseError`, `IndexError`
    package func triage(of references: [String]?, _ values: [String: String] = [:]) throws -> Triage {
        try Triage(runbooks(references).flatMap { $0.note.detectionTargets(values) })
    }

    /// The notes that references name, each once; nil for all runbooks that are not archived.
    ///
    /// - Throws: `KnowledgeBaseError`, `IndexError`
    package func runbooks(_ references: [String]?) throws -> [LoadedNote] {
        let roles = roles.names
        guard let references else {
            return try ask { try $0.notes(.runbooks) }.filter { !NoteStatus.isArchived($0.status) }
                .map { try note(at: $0.path, roles: roles) }
        }
        var seen: Set<String> = []
        return try references.map { try summary(of: $0).path }.filter { seen.insert($0).inserted }
            .map { try note(at: $0, roles: roles) }
    }
}
