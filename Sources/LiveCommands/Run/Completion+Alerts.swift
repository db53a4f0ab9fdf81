import ArgumentParser
import Commands
import Detection
import Foundation
import Journal
import KnowledgeBase

extension Completion {
    /// The names of the alerts that the journal knows.
    static let alerts = CompletionKind.custom { arguments, _, prefix in
        let environment = Interface.environment
        let path = Journal.path(environment, workingDirectory: FileManager.default.currentDirectoryPath)
        guard FileManager.default.fileExists(atPath: path), let journal = try? Journal(environment),
            let folder = folder(arguments)
        else { return [] }
        let names = (try? journal.alerts(notes: folder.root, limit: 1_000).map(\.name)) ?? []
        return offered(Set(names).filter { $0.hasPrefix(prefix) && !$0.isEmpty }.sorted())
    }
}
