package import ArgumentParser
import Catalogue
import Commands
import Foundation
import Index
import Journal
import KnowledgeBase
import Live
import Logging
import ServiceLifecycle
import UnixSignals
import Web

/// `kb serve`: the pages and the HTTP API, until it is stopped.
package struct ServeCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "serve", abstract: Interface.words("web.serve.abstract"),
        discussion: Interface.words("web.serve.discussion"))

    @Option(help: Interface.help("web.serve.host"))
    var host = "127.0.0.1"

    @Option(help: Interface.help("web.serve.port"))
    var port = 8080

    @Option(name: .customLong("allow-host"), help: Interface.help("web.serve.allow-host", valueName: "name"))
    var allowedHosts: [String] = []

    @Option(help: Interface.help("web.serve.token"))
    var token: String?

    @Option(help: Interface.help("live.serve.prometheus", valueName: "url"))
    var prometheus: String?

    @Option(name: .customLong("measure-every"), help: Interface.help("live.serve.every", valueName: "seconds"))
    var interval = 15

    @Option(name: .customLong("measure-timeout"), help: Interface.help("live.serve.timeout", valueName: "seconds"))
    var timeout = 5.0

    @Flag(name: .customLong("log-requests"), help: Interface.help("web.serve.log-requests"))
    var logsRequests = false

    @Option(name: .customLong("remind-at"), help: Interface.help("web.serve.remind-at", valueName: "time"))
    var remindAt: String?

    @Flag(name: .customLong("allow-run"), help: Interface.help("web.serve.allow-run"))
    var allowsRuns = false

    @OptionGroup var folder: FolderOptions

    package init() {}

    package func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError(Interface.words("web.serve.port.range"))
        }
        guard (1...3600).contains(interval), (0.1...60).contains(timeout) else {
            throw ValidationError(Interface.words("live.serve.range"))
        }
    }

    package func run() throws {
        let environment = Interface.environment
        let notes = try NotesFolder(
            flag: folder.notes, environment: environment,
            workingDirectory: FileManager.default.currentDirectoryPath)
        // A wrong KB_NOW is told now, not at the first page.
        let day = try ReviewSettings(environment).day
        let start = try ReviewClock(environment, day: day).today
        let user = try UserConfiguration(environment)
        var configuration = WebConfiguration(
            host: host, port: port, allowedHosts: Set(allowedHosts),
            token: token ?? environment["KB_TOKEN"].flatMap { $0.isEmpty ? nil : $0 },
            staticFolder: StaticFolder.path(environment),
            environment: environment, today: { (try? ReviewClock(environment, day: day).today) ?? start })
        let instant = try Clock.now(environment)
        configuration.now = { (try? Clock.now(environment)) ?? instant }
        configuration.webhookToken = environment["KB_WEBHOOK_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
        configuration.board = try board(environment)
        configuration.profiles = user.profiles
        configuration.limits.fit(openFiles: OpenFiles.allow())
        let reminders = try reminders(environment)
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        var logger = Logger(label: "kb")
        logger.logLevel = logsRequests ? .info : .warning
        let journal = try journal(environment, isRequired: allowsRuns || reminders != nil, logger)
        if allowsRuns, let journal {
            configuration.runs = RunSettings(configuration: user, journal: journal, environment: environment)
        }
        let base = try KnowledgeBase(notes, for: .server)
        let words = Interface.words
        let server = try WebServer(base, configuration, journal: journal, logger: logger)
        let shown = host.contains(":") ? "[\(host)]" : host
        var services: [any Service] = []
        if let reminders, let journal {
            services.append(
                ReminderSchedule(
                    base: base, journal: journal, settings: reminders, environment: environment, words: words,
                    logger: logger))
        }
        services.append(
            server.service { port in
                StandardStream.tell(words("web.serve.listening", "http://\(shown):\(port)/", notes.root))
            })
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try Blocking.run { try await group.run() }
    }

    /// How symptoms are measured; nil where no Prometheus is named.
    private func board(_ environment: [String: String]) throws -> BoardSettings? {
        do {
            let settings = try PrometheusSettings(flag: prometheus, environment: environment)
            return BoardSettings(settings, interval: interval, limit: .seconds(timeout))
        } catch PrometheusSettingsError.noAddress {
            return nil
        } catch {
            throw ValidationError(Interface.words([error.sentence]))
        }
    }

    /// The journal; where it can't be used and neither runs nor reminders need it, nil and a line in the log: pages are
    /// worth more than what it keeps.
    private func journal(
        _ environment: [String: String], isRequired: Bool, _ logger: Logger
    ) throws(JournalError) -> Journal? {
        do { return try Journal(environment) } catch {
            if isRequired { throw error }
            logger.error("The journal cannot be used; no alerts are kept.", metadata: ["error": "\(error)"])
            return nil
        }
    }

    /// How the server reminds by itself; nil where no time or no channel is set.
    private func reminders(_ environment: [String: String]) throws -> ReminderSettings? {
        do {
            let settings = try ReminderSettings(environment, flags: ReminderFlags(time: remindAt))
            guard !settings.channels.isEmpty else { return nil }
            if settings.time == nil { StandardStream.tell(Interface.words("web.serve.remind-at.none")) }
            return settings.time == nil ? nil : settings
        } catch {
            throw error.failure
        }
    }
}
