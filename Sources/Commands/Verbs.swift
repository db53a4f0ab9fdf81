package import ArgumentParser

/// The verbs that need only files.
package enum Verbs {
    package static let all: [any ParsableCommand.Type] = [
        SearchCommand.self, SymptomsCommand.self, IndexCommand.self,
    ]
}
