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

    @Flag(name: .customLong("fit"), help: Interface.help("review.fit.option"))
    var isFit = false

    @OptionGroup var folder: FolderOptions

    func run() throws {
        let session = try Session.upToDate(notes: folder.notes)
        let store = try session.reviews()
        if isFit { return try fit(store) }
        let log = try store.history()
        let (past, forecast, loads) = try store.statistics(log, days: 14)
        let text = StatisticsText(
            past: past, forecast: forecast, loads: loads, today: store.clock.today, words: Interface.words)
        try StandardStream.output.write(isJSON ? text.json + "\n" : text.text)
    }

    private func fit(_ store: ReviewStore) throws {
        let history = RecallHistory(try store.history().histories)
        guard let fit = FSRSFit(history) else {
            StandardStream.tell(
                Interface.words("review.fit.few", String(history.count), String(FSRSFit.leastReviews)))
            throw ExitCode(1)
        }
        let text = FitText(fit: fit, words: Interface.words)
        try StandardStream.output.write(isJSON ? text.json + "\n" : text.text)
    }
}
