package import ArgumentParser
import Foundation
import Index
package import KnowledgeBase

/// What a shell offers while somebody types: ids, tags and series out of the index as it is, without a refresh, so that
/// the Tab key answers at once.
package enum Completion {
    /// The ids of the notes.
    package static let notes = CompletionKind.custom { arguments, _, prefix in
        offered(ask(arguments) { database in try database.notes(.all).map(\.note).filter { $0.hasPrefix(prefix) } })
    }

    /// The addresses of symptoms, whose commands are run: `18_kafka#S1`.
    package static let symptoms = CompletionKind.custom { arguments, _, prefix in
        offered(
            ask(arguments) { database in
                try database.symptoms().map { "\($0.note)#\($0.symptom)" }.filter { $0.hasPrefix(prefix) }
            })
    }

    /// The names of the series.
    static let series = CompletionKind.custom { arguments, _, prefix in
        offered(
            ask(arguments) { database in
                try database.values(ofField: "series").map(\.value).filter { $0.hasPrefix(prefix) }
            })
    }

    /// Filters of the query language with their values: `tag:kafka`, `series:backend`.
    static let queryWords = CompletionKind.custom { arguments, index, prefix in
        let word = QueryCompletion(arguments, at: index, prefix: prefix)
        guard let key = word.key else {
            return offered(word.candidates(SearchQuery.filterKeys.sorted().map { $0 + ":" }))
        }
        let field = SearchQuery.filterKey(of: key)
        return offered(word.candidates(ask(arguments) { try $0.values(ofField: field).map(\.value) }))
    }

    /// Candidates in the form that the shell wants which asks for them; it reads one a line. Every completion of ours goes
    /// through here: bash expands what it is given, and zsh takes what stands behind a colon for a description.
    package static func offered(_ candidates: [String]) -> [String] {
        let lines = candidates.filter { candidate in !candidate.contains(where: \.isNewline) }
        return switch CompletionShell.requesting {
        case .bash: lines.map(QueryCompletion.escapedForBash)
        case .zsh: lines.map(QueryCompletion.escapedForZsh)
        default: lines
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
