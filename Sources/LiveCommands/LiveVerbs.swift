package import ArgumentParser

/// The verbs that meet the world.
package enum LiveVerbs {
    /// In the order in which help lists them.
    package static let all: [any ParsableCommand.Type] = [
        ServeCommand.self, TriageCommand.self, RunCommand.self, TrustCommand.self, ExportCommand.self,
        RemindCommand.self, MCPCommand.self,
    ]
}
