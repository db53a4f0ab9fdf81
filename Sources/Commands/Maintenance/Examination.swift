import Catalogue
import Foundation
import Index
import Journal
import KnowledgeBase
import Live
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
            checks += notes(in: folder)
        } catch {
            checks.append(broken("notes", "–", error))
        }
        checks.append(Check(name: "cmark-gfm", state: .fine, value: MarkdownLibrary.version))
        checks += [configuration, reviews, reminders, journal, prometheus, staticFiles]
        checks.append(program("pager", Pager(environment: environment)?.command ?? "cat"))
        checks.append(program("bubblewrap", "bwrap"))
        checks.append(Check(name: "language", state: .fine, value: words.language.rawValue))
        return checks
    }

    /// The notes, and their index where they can be read.
    private func notes(in folder: NotesFolder) -> [Check] {
        guard unsafe access(folder.root, R_OK | X_OK) == 0 else {
            let error = IndexError.folderUnreadable(path: folder.root, reason: unsafe String(cString: strerror(errno)))
            return [broken("notes", folder.root, error)]
        }
        return [Check(name: "notes", state: .fine, value: folder.root)] + index(of: folder)
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
            return [broken("index", folder.database, error)]
        }
    }

    private var configuration: Check {
        let path = UserConfiguration.path(environment)
        do { _ = try UserConfiguration(environment) } catch { return broken("configuration", path, error) }
        let isThere = FileManager.default.fileExists(atPath: path)
        return Check(
            name: "configuration", state: .fine, value: isThere ? path : words("terminal.doctor.configuration", path))
    }

    /// The settings that reviews are given their dates by, and today by them.
    private var reviews: Check {
        do {
            let today = try ReviewSettings.today(environment)
            return Check(name: "reviews", state: .fine, value: words("terminal.doctor.reviews", today.description))
        } catch { return broken("reviews", "–", error) }
    }

    /// Where and when a person is reminded of what is due.
    private var reminders: Check {
        let settings: ReminderSettings
        do { settings = try ReminderSettings(environment) } catch {
            var error = error
            // The address of a webhook is a secret.
            if error.name == "KB_REMIND_WEBHOOK" { error.value = "…" }
            return broken("reminders", "–", error.failure)
        }
        guard !settings.channels.isEmpty else {
            return Check(name: "reminders", state: .missing, value: "–", fix: words("terminal.doctor.reminders"))
        }
        let times = ["KB_REMIND_AT", "KB_REMIND_QUIET"].compactMap { name in
            environment[name].flatMap { $0.isEmpty ? nil : "\(name)=\($0)" }
        }
        let value = ([settings.channels.map(\.label).joined(separator: ", ")] + times).joined(separator: " ")
        let missing = settings.channels.lazy.compactMap { channel -> String? in
            switch channel {
            case .mail: settings.sendmail
            case .desktop: "notify-send"
            case .webhook: nil
            }
        }.first { place(of: $0) == nil }
        return Check(
            name: "reminders", state: missing == nil ? .fine : .broken, value: value,
            fix: missing.map { words("terminal.doctor.reminders.program", $0) })
    }

    private var journal: Check {
        let path = Journal.path(environment, workingDirectory: FileManager.default.currentDirectoryPath)
        do {
            let isThere = try Journal.isThere(path)
            return Check(name: "journal", state: .fine, value: isThere ? path : words("terminal.doctor.journal", path))
        } catch { return broken("journal", path, error) }
    }

    private var prometheus: Check {
        do {
            let settings = try PrometheusSettings(flag: nil, environment: environment)
            return Check(name: "prometheus", state: .fine, value: settings.address)
        } catch .noAddress {
            return Check(name: "prometheus", state: .missing, value: "–", fix: words("terminal.doctor.prometheus"))
        } catch {
            // The address is not shown: it may hold a password.
            return broken("prometheus", "–", error)
        }
    }

    /// Pages need them, and nothing else does.
    private var staticFiles: Check {
        let path = StaticFolder.path(environment)
        guard !StaticFolder.isWhole(path) else { return Check(name: "static", state: .fine, value: path) }
        let wasNamed = environment["KB_STATIC"].map { !$0.isEmpty } ?? false
        return Check(
            name: "static", state: wasNamed ? .broken : .missing, value: path, fix: words("serve.error.static", path))
    }

    private func broken(_ name: String, _ value: String, _ error: any Error) -> Check {
        Check(name: name, state: .broken, value: value, fix: Failure.sentence(for: error))
    }

    /// A program that something works better with.
    private func program(_ name: String, _ command: String) -> Check {
        let program = command.split(separator: " ").first.map(String.init) ?? ""
        return place(of: program).map { Check(name: name, state: .fine, value: $0) }
            ?? Check(name: name, state: .missing, value: program, fix: words("terminal.doctor.\(name)", program))
    }

    private func place(of program: String) -> String? {
        let folders = program.contains("/") ? [""] : (environment["PATH"] ?? "").split(separator: ":").map { $0 + "/" }
        return folders.map { $0 + program }.first { unsafe access($0, X_OK) == 0 }
    }
}
