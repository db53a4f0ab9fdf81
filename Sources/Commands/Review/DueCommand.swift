package import ArgumentParser
import Catalogue

/// `kb due`: the notes that are due for review, most overdue for their interval first.
package struct DueCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "due", abstract: Interface.words("due.abstract"), discussion: Interface.words("due.discussion"))

    @Argument(help: Interface.help("due.filter", valueName: "filter"), completion: Completion.queryWords)
    var filters: [String] = []

    @Option(help: Interface.help("due.until", valueName: "day"))
    var until: String?

    @Flag(name: .customLong("exit-code"), help: Interface.help("due.exit-code"))
    var hasExitCode = false

    @Flag(name: .customLong("short"), help: Interface.help("due.short"))
    var isShort = false

    @Option(name: .shortAndLong, help: Interface.help("due.limit", valueName: "n"))
    var limit: Int?

    @OptionGroup var list: ListOptions
    @OptionGroup var display: DisplayOptions
    @OptionGroup var folder: FolderOptions

    package init() {}

    package mutating func validate() throws {
        if let limit, limit < 1 { throw ValidationError(Interface.words("terminal.error.least", "--limit", "1")) }
        if isShort, let form = list.flag(otherThan: .text) { throw ListOptions.contradiction("--short", form) }
    }

    package func run() throws { try task.run() }

    var task: DueTask {
        var task = DueTask(filters, notes: folder.notes)
        task.until = until
        task.hasExitCode = hasExitCode
        task.isShort = isShort
        task.limit = limit
        task.form = list.form
        task.color = display.color
        task.isPagerOff = display.isPagerOff
        return task
    }
}
