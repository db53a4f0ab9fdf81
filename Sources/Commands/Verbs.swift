package import ArgumentParser

/// The verbs that need only files.
package enum Verbs {
    /// In the order in which help lists them.
    package static let all: [any ParsableCommand.Type] = [
        SearchCommand.self, ShowCommand.self, RenderCommand.self, SymptomsCommand.self, IndexCommand.self,
        LintCommand.self, LinksCommand.self, NewCommand.self, DoctorCommand.self,
        DueCommand.self, ReviewCommand.self,
    ]
}
