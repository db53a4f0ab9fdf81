import ArgumentParser
import Catalogue
import KnowledgeBase
import Notes
import Review

/// `kb review stats`: how well notes are remembered, and what is to come.
struct ReviewStatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: Interface.words("review.stats.abstract"))

    @Flag(name: .customLong("json"), help: Interface.help("review.stats.json"))
    var isJSON = false

    @OptionGroup var folder: FolderOptions

    func run() throws {
        let session = try Session.upToDate(folder)
        let store = try session.reviews()
        let (past, forecast, loads) = try store.statistics(days: 14)
        let text = StatisticsText(
            past: past, forecast: forecast, loads: loads, today: store.clock.today, words: Interface.words)
        try StandardStream.output.write(isJSON ? text.json + "\n" : text.text)
    }
}
