import Catalogue
import Foundation
import Index
import KnowledgeBase
import Markdown
import Notes

/// Looks at everything that kb needs or can use.
struct Examination {
    let environment: [String: String]
    let words: Catalogue

    /// The checks in the order in which one needs the other.
    func checks(of options: FolderOptions) -> [Check] {
        var checks = [Check(name: "kb", state: .fine, value: Version.current)]
        do {
            let folder = try Session.folder(notes: options.notes)
            checks.append(Check(name: "notes", state: .fine, value: folder.root))
            checks += index(of: folder)
        } catch {
            checks.append(Check(name: "notes", state: .broken, value: "–", fix: Failure.sentence(for: error)))
        }
        checks.append(Check(name: "cmark-gfm", state: .fine, value: MarkdownLibrary.version))
        checks.append(prometheus)
        checks.append(program("pager", Pager(environment: environment)?.command ?? "cat"))
        checks.append(program("bubblewrap", "bwrap"))
        checks.append(Check(name: "language", state: .fine, value: words.language.rawValue))
        return checks
    }

    private func index(of folder: NotesFolder) -> [Check] {
        do {
            let base = try KnowledgeBase(folder, for: .command)
            try base.refresh()
            let findings = try base.findingCount()
            return try base.ask { database in
                let counts = try database.counts()
                let summary = words(
                    "terminal.doctor.index", folder.database, ByteCount(database.size).text, String(counts.notes),
                    String(counts.runbooks), String(findings))
                return [
                    Check(
                        name: "index", state: .fine, value: summary,
                        fix: counts.notes == 0 ? words("terminal.doctor.empty") : nil),
                    Check(name: "sqlite", state: .fine, value: try database.libraryVersion()),
                ]
            }
        } catch {
            return [Check(name: "index", state: .broken, value: folder.database, fix: Failure.sentence(for: error))]
        }
    }

    private var prometheus: Check {
        guard let address = environment["KB_PROMETHEUS_URL"], !address.isEmpty else {
            return Check(name: "prometheus", state: .missing, value: "–", fix: words("terminal.doctor.prometheus"))
        }
        return Check(name: "prometheus", state: .fine, value: address)
    }

    /// A program that something works better with.
    private func program(_ name: String, _ command: String) -> Check {
        let program = command.split(separator: " ").first.map(String.init) ?? ""
        let folders = program.contains("/") ? [""] : (environment["PATH"] ?? "").split(separator: ":").map { $0 + "/" }
        let found = folders.map { $0 + program }.first { unsafe access($0, X_OK) == 0 }
        return found.map { Check(name: name, state: .fine, value: $0) }
            ?? Check(name: name, state: .missing, value: program, fix: words("terminal.doctor.\(name)", program))
    }
}
