package import ArgumentParser
import Catalogue
import Commands
import Detection
import Foundation
import Index
import KnowledgeBase
import Live

/// `kb export alerts`: Prometheus rule files from the notes, one a note.
package struct ExportAlertsCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "alerts", abstract: Interface.words("alerts.abstract"),
        discussion: Interface.words("alerts.discussion"))

    @Argument(help: Interface.help("alerts.notes", valueName: "note"), completion: Completion.notes)
    var notes: [String] = []

    @Option(name: .shortAndLong, help: Interface.help("alerts.output", valueName: "folder"), completion: .directory)
    var output: String?

    @Option(help: Interface.help("alerts.url", valueName: "url"))
    var url: String?

    @Option(help: Interface.help("live.diff", valueName: "url"))
    var diff: String?

    @Flag(name: .customLong("self"), help: Interface.help("live.self"))
    var isForServer = false

    @OptionGroup var parameters: ParameterOptions
    @OptionGroup var folder: FolderOptions

    package init() {}

    package func validate() throws {
        guard !isForServer || (notes.isEmpty && diff == nil && output == nil) else {
            throw ValidationError(Interface.words("live.self.alone"))
        }
        guard diff == nil || output == nil else { throw ValidationError(Interface.words("live.diff.alone")) }
    }

    package func run() throws {
        let site = try PagesAddress(flag: url, Interface.environment).text
        if isForServer { return try StandardStream.output.write(ServerAlerts.file(site: site).yaml) }
        let session = try Session.upToDate(notes: folder.notes)
        let references = notes.isEmpty ? nil : notes
        if !parameters.given.isEmpty {
            let known = try session.base.runbooks(references).flatMap(\.note.parameters)
            try ParameterNames.check(parameters.values().keys, among: known)
        }
        let exports = try session.base.alerts(of: references, site: site, try parameters.values())
        if let diff { return try compare(exports, with: diff, session) }
        for export in exports {
            tell(export.omissions, "alerts.omitted", of: export)
            tell(export.cautions, "alerts.caution", of: export)
        }
        let files = exports.filter { !$0.file.rules.isEmpty }
        guard !files.isEmpty else {
            StandardStream.tell(Interface.words("alerts.none"))
            throw ExitCode(1)
        }
        if let output { try write(files, to: output) } else { try StandardStream.output.write(AlertExport.yaml(files)) }
    }

    private func tell(_ remarks: [AlertExport.Remark], _ key: String, of export: AlertExport) {
        for remark in remarks {
            StandardStream.tell(
                Interface.words(
                    key, ControlCharacters.visible("\(export.file.group)#\(remark.symptom)"),
                    ControlCharacters.visible(Interface.words(remark.sentences))))
        }
    }

    /// Tells how the rules that a Prometheus has loaded differ from those of the notes, one line a rule.
    private func compare(_ exports: [AlertExport], with address: String, _ session: Session) throws {
        let client: PrometheusClient
        do { client = PrometheusClient(try PrometheusSettings(flag: address, environment: session.environment)) } catch
        {
            throw ValidationError(Interface.words([error.sentence]))
        }
        let answer = try Blocking.run {
            let answer = await client.alertRules(within: .seconds(10))
            await client.shutdown()
            return answer
        }
        let loaded = try answer.get()
        let directory = try session.base.alertDirectory(try session.base.runbooks(nil))
        let differences = AlertDifference.all(exports, loaded: loaded, directory)
        for difference in differences {
            var line = Interface.words("live.diff." + difference.kind.rawValue) + " " + difference.name
            if !difference.fields.isEmpty { line += ": " + difference.fields.joined(separator: ", ") }
            if !difference.isCovered { line += ": " + Interface.words("live.diff.uncovered") }
            try StandardStream.output.write(ControlCharacters.visible(line) + "\n")
        }
        StandardStream.tell(Interface.words("live.diff.count", "\(differences.count)"))
        if !differences.isEmpty { throw ExitCode(1) }
    }

    /// One file a note, whose path is told; each is whole or not there.
    private func write(_ exports: [AlertExport], to folder: String) throws {
        var path = folder
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for export in exports {
                path = (folder as NSString).appendingPathComponent(export.fileName + ".rules.yml")
                try Data(export.file.yaml.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
                try StandardStream.output.write(ControlCharacters.visible(path) + "\n")
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure.cannotWriteFile(path: path, reason: SystemReason.text(of: error))
        }
    }
}
