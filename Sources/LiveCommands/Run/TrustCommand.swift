package import ArgumentParser
import Catalogue
import Commands
import Detection
import Foundation
import Index
import KnowledgeBase
import Live
import Notes

/// `kb trust`: which commands may run without being asked about.
package struct TrustCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "trust", abstract: Interface.words("trust.abstract"),
        discussion: Interface.words("trust.discussion"))

    @Argument(help: Interface.help("trust.address", valueName: "note#symptom"), completion: Completion.symptoms)
    var address: String?

    @Option(help: Interface.help("trust.fingerprint", valueName: "hex"))
    var fingerprint: String?

    @Flag(name: .customLong("list"), help: Interface.help("trust.list"))
    var isList = false

    @Option(help: Interface.help("trust.revoke", valueName: "fingerprint or note"))
    var revoke: String?

    @OptionGroup var list: ListOptions
    @OptionGroup var folder: FolderOptions

    package init() {}

    package func validate() throws {
        guard [address != nil, isList, revoke != nil].filter({ $0 }).count == 1 else {
            throw ValidationError(Interface.words("trust.one"))
        }
    }

    package func run() throws {
        let session = try Session.upToDate(notes: folder.notes)
        let trust = TrustFolder(session.environment)
        let root = session.base.folder.root
        let entries = trust.entries().filter { $0.notes == root }
        if isList {
            let rows = entries.map { TrustRow(entry: $0) }
            if list.form == .text {
                try StandardStream.output.write(rows.map(\.line).joined())
            } else {
                try session.write(rows, as: list.form)
            }
            if rows.isEmpty { StandardStream.tell(Interface.words("trust.list.none")) }
            return
        }
        if let revoke { return try withdraw(revoke, among: entries, trust, session) }
        try allow(session, trust, root)
    }

    private func allow(_ session: Session, _ trust: TrustFolder, _ root: String) throws {
        let configuration = try UserConfiguration(session.environment)
        let commands = try session.base.commands(at: address ?? "").filter { $0.command.language != "promql" }
        guard !commands.isEmpty else { return StandardStream.tell(Interface.words("trust.promql")) }
        var isRefused = false
        for command in commands {
            guard let runner = configuration.runners[command.command.language] else {
                StandardStream.tell(
                    "kb: "
                        + Failure.sentence(
                            for: RunError.noRunner(
                                language: command.command.language, known: configuration.runners.keys.sorted())))
                isRefused = true
                continue
            }
            // A line feed in the name of a note begins no line of its own.
            let address = ControlCharacters.visible(command.address)
            let entry = TrustEntry(
                notes: root, path: command.path, fingerprint: command.fingerprint,
                parameters: command.parametersFingerprint, runner: runner.arguments)
            if let fingerprint {
                guard Fingerprint(hexadecimal: fingerprint) == command.fingerprint else { continue }
                try trust.add(entry)
                return StandardStream.tell(Interface.words("trust.added", address))
            }
            CommandText.show(command, runner: runner.arguments)
            guard isatty(STDIN_FILENO) == 1 else {
                StandardStream.tell(
                    Interface.words(
                        "trust.needed", address, command.fingerprint.hexadecimal, ShellWord.quoted(address)))
                isRefused = true
                continue
            }
            guard Question.ask(Interface.words("trust.ask")) != .no else {
                StandardStream.tell(Interface.words("trust.not"))
                isRefused = true
                continue
            }
            try trust.add(entry)
            StandardStream.tell(Interface.words("trust.added", address))
        }
        if fingerprint != nil {
            StandardStream.tell(
                "kb: "
                    + Interface.words("trust.changed", commands.map(\.fingerprint.hexadecimal).joined(separator: ", ")))
            throw ExitCode(2)
        }
        if isRefused { throw ExitCode(2) }
    }

    private func withdraw(
        _ reference: String, among entries: [TrustEntry], _ trust: TrustFolder, _ session: Session
    ) throws {
        let isDigits = reference.utf8.count >= 8 && reference.allSatisfy(\.isHexDigit)
        var wanted = isDigits ? entries.filter { $0.fingerprint.hexadecimal.hasPrefix(reference.lowercased()) } : []
        if wanted.isEmpty {
            // A note may be called so too: `20240101`.
            let path: String?
            do { path = try session.base.place(of: reference).note.path } catch KnowledgeBaseError.noSuchNote {
                guard isDigits else { throw KnowledgeBaseError.noSuchNote(reference: reference) }
                path = nil
            }
            wanted = entries.filter { $0.path == path }
        }
        let count = wanted.count { trust.remove($0) }
        StandardStream.tell(Interface.words("trust.revoked", String(count)))
        if count == 0 { throw ExitCode(1) }
    }
}

/// What is trusted. Keys: `path`, `fingerprint`, `runner` (argument vector).
private struct TrustRow: Row {
    let entry: TrustEntry

    var path: String { entry.path }

    var object: JSONObject {
        [
            "path": .text(entry.path), "fingerprint": .text(entry.fingerprint.hexadecimal),
            "runner": .texts(entry.runner),
        ]
    }

    var line: String {
        ControlCharacters.visible(
            "\(entry.fingerprint.hexadecimal)  \(entry.path)  \(entry.runner.joined(separator: " "))")
            + "\n"
    }
}
