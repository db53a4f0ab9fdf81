import Detection
package import Notes

extension Note {
    /// What is wrong with its commands as far as it can be told without running them: PromQL that can't be measured,
    /// fences whose `firing=` can't be used, blocks that `kb run` refuses as they stand, parameters that take no value, and
    /// alerts whose symptom is not there.
    package var detectionFindings: [Finding] {
        var seen: Set<Finding> = []
        let promQL = detectionTargets().compactMap(\.finding)
        let fences = (commands + resolutionCommands).compactMap { command -> Finding? in
            do throws(FiringRuleError) {
                _ = try FiringRule(attributes: command.attributes)
                return nil
            } catch {
                return Finding(.firingRule, line: command.blockLine, error.finding)
            }
        }
        let blocks = (commands + resolutionCommands).compactMap(\.runFinding)
        return (parameterFindings + alertFindings + promQL + fences + blocks).filter { seen.insert($0).inserted }
    }
}

extension DetectionCommand {
    /// Why it would not be run, whatever runner is configured.
    fileprivate var runFinding: Finding? {
        let isShell = ShellTranscript.shells.contains(language) || language == "shell"
        switch BlockFault(text, isShell: isShell, isSQL: language.hasSuffix("sql")) {
        case .onlyComments:
            return Finding(.unrunnable, line: line, Sentence("finding.comments", "nothing in the block would run"))
        case .prompt(let prompt):
            return Finding(
                .unrunnable, line: line + (ShellTranscript.firstLine(of: text) ?? 0),
                Sentence(
                    "finding.prompt", "the block begins with the prompt `%1`", VisibleText.excerpt(prompt, limit: 80)))
        case nil: return nil
        }
    }
}

extension DetectionTarget {
    fileprivate var finding: Finding? {
        switch question {
        case .gap: nil
        case .leftOut:
            Finding(.promQL, line: line, obstacles)
        case .unusable(_, let column, let sentences):
            Finding(.promQL, line: line, column: column ?? 1, sentences)
        case .expression(_, let plan):
            (plan.expression.badPattern ?? plan.expression.badReplacement).map {
                let pattern = VisibleText.excerpt($0, limit: 80)
                return Finding(
                    .promQL, line: line,
                    Sentence("finding.pattern", "Prometheus can't read the regular expression `%1`", pattern))
            }
        }
    }
}

extension FiringRuleError {
    /// What is wrong, without what to do, which the rule says.
    fileprivate var finding: Sentence {
        switch self {
        case .unknown(let text):
            Sentence("finding.firing", "the fence says `%1`", VisibleText.excerpt(text, limit: 80))
        case .pattern(let reason): Sentence("finding.firing-pattern", "%1", reason)
        }
    }
}
