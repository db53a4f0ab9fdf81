package import ArgumentParser
import Catalogue
import Detection
import Foundation
import KnowledgeBase

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
    var url = "http://127.0.0.1:8080"

    @OptionGroup var parameters: ParameterOptions
    @OptionGroup var folder: FolderOptions

    package init() {}

    package func run() throws {
        let session = try Session.upToDate(folder)
        let exports = try session.base.alerts(
            of: notes.isEmpty ? nil : notes, site: url, try parameters.values())
        for export in exports {
            for omission in export.omissions {
                StandardStream.tell(
                    Interface.words(
                        "alerts.omitted", ControlCharacters.visible("\(export.note)#\(omission.symptom)"),
                        ControlCharacters.visible(omission.message)))
            }
        }
        let files = exports.filter { !$0.file.rules.isEmpty }
        guard !files.isEmpty else {
            StandardStream.tell(Interface.words("alerts.none"))
            throw ExitCode(1)
        }
        if let output { try write(files, to: output) } else { try StandardStream.output.write(AlertExport.yaml(files)) }
    }

    /// One file a note, whose path is told; each is whole or not there.
    private func write(_ exports: [AlertExport], to folder: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for export in exports {
                let path = (folder as NSString).appendingPathComponent(export.note + ".rules.yml")
                try Data(export.file.yaml.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
                try StandardStream.output.write(ControlCharacters.visible(path) + "\n")
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure.cannotWrite(reason: error.localizedDescription)
        }
    }
}
