package import ArgumentParser
import Catalogue
import Commands
import Foundation
import Index
import KnowledgeBase
import Logging
import Web

/// `kb export site`: the pages as plain files, for the day on which the server is down.
package struct ExportSiteCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "site", abstract: Interface.words("web.ways.export.abstract"),
        discussion: Interface.words("web.ways.export.discussion"))

    @Argument(help: Interface.help("web.ways.export.folder", valueName: "folder"), completion: .directory)
    var output: String

    @OptionGroup var folder: FolderOptions

    package init() {}

    package func run() throws {
        let environment = Interface.environment
        let notes = try NotesFolder(
            flag: folder.notes, environment: environment,
            workingDirectory: FileManager.default.currentDirectoryPath)
        let today = try ReviewSettings.today(environment)
        let configuration = WebConfiguration(
            staticFolder: StaticFolder.path(environment), environment: environment, today: { today })
        let server = try WebServer(
            try KnowledgeBase(notes, for: .server), configuration, journal: nil, logger: Logger(label: "kb"))
        let site = try SiteFolder(output)
        var count = 0
        do {
            try server.export { path, bytes in
                try site.write(path, bytes)
                count += 1
            }
            try site.finish()
        } catch {
            site.abandon()
            throw error
        }
        StandardStream.tell(Interface.words("web.ways.export.done", String(count), ControlCharacters.visible(output)))
    }
}
