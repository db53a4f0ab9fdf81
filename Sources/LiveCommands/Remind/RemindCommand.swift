package import ArgumentParser
import Catalogue
import Commands
import Foundation
import Journal
import KnowledgeBase
import Live
import Review

/// `kb remind`: tells of what has newly fallen due, once.
package struct RemindCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "remind", abstract: Interface.words("remind.abstract"),
        discussion: Interface.words("remind.discussion"))

    @Option(help: Interface.help("remind.mail", valueName: "address"))
    var mail: [String] = []

    @Option(help: Interface.help("remind.webhook", valueName: "url"))
    var webhook: [String] = []

    @Flag(name: .customLong("desktop"), help: Interface.help("remind.desktop"))
    var isDesktop = false

    @Option(name: .customLong("quiet"), help: Interface.help("remind.quiet", valueName: "hours"))
    var quiet: String?

    @Option(help: Interface.help("remind.url", valueName: "url"))
    var url: String?

    @Flag(name: .customLong("dry-run"), help: Interface.help("remind.dry-run"))
    var isDryRun = false

    @Option(name: .customLong("print"), help: Interface.help("remind.print", valueName: "kind"))
    var printed: ReminderTimer?

    @OptionGroup var folder: FolderOptions

    package init() {}

    package func run() throws {
        if let printed { return try printTimer(printed) }
        let words = Interface.words
        let flags = ReminderFlags(mail: mail, webhook: webhook, isDesktop: isDesktop, quiet: quiet, url: url)
        let environment = Interface.environment
        let settings: ReminderSettings
        do {
            settings = try ReminderSettings(environment, flags: flags)
        } catch {
            throw error.failure
        }
        guard !settings.channels.isEmpty else {
            throw Failure.unavailable(sentence: words("remind.no-channel"))
        }
        let session = try Session.upToDate(notes: folder.notes)
        let run = ReminderRun(
            store: try session.reviews(), journal: try session.journal(), settings: settings,
            sentences: ReviewSentences { words.text($0, $1) })
        if isDryRun { return try preview(run) }
        guard !run.isQuiet else { return StandardStream.tell(words("remind.is-quiet")) }
        let outcomes = try Blocking.run { try await run.send() }
        for outcome in outcomes {
            for line in ReminderReport(words: words).lines(outcome) {
                StandardStream.tell(ControlCharacters.visible(line))
            }
            try run.remember(outcome)
        }
        let isFailed = outcomes.contains { $0.delivery != nil && $0.delivery != .sent }
        if isFailed { throw ExitCode(2) }
    }

    /// A folder that was named is named in what is printed, from the root: a timer starts elsewhere.
    private func printTimer(_ timer: ReminderTimer) throws {
        let notes = try folder.notes.map { named in
            try NotesFolder(
                flag: named, environment: Interface.environment,
                workingDirectory: FileManager.default.currentDirectoryPath
            ).root
        }
        try StandardStream.output.write(timer.text(for: ReminderTimer.program, notes: notes))
    }

    private func preview(_ run: ReminderRun) throws {
        for channel in run.settings.channels {
            guard let digest = try run.preview(channel) else {
                StandardStream.tell(Interface.words("remind.nothing", channel.label))
                continue
            }
            let text = "→ \(channel.label)\n\(digest.subject)\n\(digest.text)\n"
            try StandardStream.output.write(ControlCharacters.visible(text, keepsLines: true))
        }
    }
}
