package import ArgumentParser
import Foundation
import Index
package import KnowledgeBase

/// What a shell offers while somebody types: ids, tags and series out of the index as it is, without a refresh, so that
/// the Tab key answers at once.
package enum Completion {
    /// The ids of the notes.
    package static let notes = CompletionKind.custom { arguments, _, prefix in
        ask(arguments) { database in try database.notes(.all).map(\.note).filter { $0.hasPrefix(prefix) } }
    }

    /// The names of the series.
    static let series = CompletionKind.custom { arguments, _, prefix in
        ask(arguments) { database in
            try database.values(ofField: "series").map(\.value).filter { $0.hasPrefix(prefix) }
        }
    }

    /// Filters of the query language with their values: `tag:kafka`, `series:backend`.
    static let queryWords = CompletionKind.custom { arguments, _, prefix in
        guard let colon = prefix.firstIndex(of: ":") else {
            return SearchQuery.filterKeys.sorted().map { $0 + ":" }.filter { $0.hasPrefix(prefix) }
        }
        let key = String(prefix[..<colon])
        let field = ["tag": "tags", "type": "note_type"][key] ?? key
        return ask(arguments) { database in
            try database.values(ofField: field).map { "\(key):\($0.value)" }.filter { $0.hasPrefix(prefix) }
        }
    }

    /// Nothing when anything is wrong: a completion is no place for errors.
    private static func ask(_ arguments: [String], _ question: (IndexDatabase) throws -> [String]) -> [String] {
        guard let folder = folder(arguments), let base = try? KnowledgeBase(folder, for: .command) else { return [] }
        return (try? base.ask(question)) ?? []
    }

    /// The notes folder that a line means; nil where there is none.
    package static func folder(_ arguments: [String]) -> NotesFolder? {
        var flag: String?
        for (index, argument) in arguments.enumerated() {
            if argument.hasPrefix("--notes=") { flag = String(argument.dropFirst(8)) }
            if argument == "--notes", index + 1 < arguments.count { flag = arguments[index + 1] }
        }
        return try? NotesFolder(
            flag: flag, environment: Interface.environment,
            workingDirectory: FileManager.default.currentDirectoryPath)
    }
}
