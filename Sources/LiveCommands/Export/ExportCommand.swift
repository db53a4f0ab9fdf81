package import ArgumentParser
import Catalogue
import Commands

/// `kb export`: what other programs read, made from the notes.
package struct ExportCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "export", abstract: Interface.words("alerts.export.abstract"),
        subcommands: [ExportAlertsCommand.self, ExportSiteCommand.self])

    package init() {}
}
