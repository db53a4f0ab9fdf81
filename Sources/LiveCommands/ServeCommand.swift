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
import Synchronization
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
            throw ValidationError("The port must be a number from 0 to 65535.")
        }
        guard (1...3600).contains(interval), (0.1...60).contains(timeout) else {
            throw ValidationError(Interface.words("live.serve.range"))
        }
    }

    package func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let notes = try NotesFolder(
            flag: folder.notes, environment: environment,
            workingDirectory: FileManager.default.currentDirectoryPath)
        // A wrong KB_NOW is told now, not at the first page.
        let start = try ReviewSettings.today(environment)
        let user: UserConfiguration
        do { user = try UserConfiguration(environment) } catch {
            StandardStream.tell("kb: " + ControlCharacters.visible(error.description))
            throw ExitCode(2)
        }
        var configuration = WebConfiguration(
            host: host, port: port, allowedHosts: Set(allowedHosts),
            token: token ?? environment["KB_TOKEN"].flatMap { $0.isEmpty ? nil : $0 },
            staticFolder: StaticFolder.path(environment),
            environment: environment, today: { (try? ReviewSettings.today(environment)) ?? start })
        let instant = try Clock.now(environment)
        configuration.now = { (try? Clock.now(environment)) ?? instant }
        configuration.webhookToken = environment["KB_WEBHOOK_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
        configuration.board = try board(environment)
        configuration.profiles = user.profiles
        if allowsRuns {
            let journal = try Journal(
                path: Journal.path(environment, workingDirectory: FileManager.default.currentDirectoryPath))
            configuration.runs = RunSettings(configuration: user, journal: journal, environment: environment)
        }
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        var logger = Logger(label: "kb")
        logger.logLevel = logsRequests ? .info : .warning
        let base = try KnowledgeBase(notes, for: .server)
        let journal = Self.journal(environment, logger)
        let words = Interface.words
        let server: WebServer
        do { server = try WebServer(base, configuration, journal: journal, logger: logger) } catch {
            StandardStream.tell("kb: " + ControlCharacters.visible(words([error.sentence])))
            throw ExitCode(2)
        }
        let reminders = try Self.reminders(base, environment, at: remindAt, logger)
        let host = host.contains(":") ? "[\(host)]" : host
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: reminders + [
                    server.service { port in
                        FileHandle.standardError.write(
                            Data((words("web.serve.listening", "http://\(host):\(port)/", notes.root) + "\n").utf8))
                    }
                ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try Self.wait { try await group.run() }
    }

    /// How symptoms are measured; nil where no Prometheus is named.
    private func board(_ environment: [String: String]) throws -> BoardSettings? {
        do {
            let settings = try PrometheusSettings(flag: prometheus, environment: environment)
            return BoardSettings(settings, interval: interval, limit: .seconds(timeout))
        } catch PrometheusSettingsError.noAddress {
            return nil
        } catch {
            throw ValidationError("\(error)")
        }
    }

    /// The journal; nil, and a line in the log, where it can't be used: pages are worth more than what it keeps.
    private static func journal(_ environment: [String: String], _ logger: Logger) -> Journal? {
        let path = Journal.path(environment, workingDirectory: FileManager.default.currentDirectoryPath)
        do { return try Journal(path: path) } catch {
            logger.error("The journal cannot be used; no alerts are kept.", metadata: ["error": "\(error)"])
            return nil
        }
    }

    /// What reminds by itself; nothing where no time is set.
    private static func reminders(
        _ base: KnowledgeBase, _ environment: [String: String], at time: String?, _ logger: Logger
    ) throws -> [any Service] {
        let settings: ReminderSettings
        do {
            settings = try ReminderSettings(environment, flags: ReminderFlags(time: time))
        } catch {
            throw Failure.invalidValue(
                option: error.name, value: ControlCharacters.visible(error.value),
                advice: Interface.words("remind.advice"))
        }
        guard settings.time != nil, !settings.channels.isEmpty else { return [] }
        let journal = try Journal(
            path: Journal.path(environment, workingDirectory: FileManager.default.currentDirectoryPath))
        return [
            ReminderSchedule(
                base: base, journal: journal, settings: settings, environment: environment, words: Interface.words,
                logger: logger)
        ]
    }

    /// Runs asynchronous work to its end on a thread that has nothing else to do.
    private static func wait(for work: @escaping @Sendable () async throws -> Void) throws {
        let end = DispatchSemaphore(value: 0)
        let failure = Mutex<(any Error)?>(nil)
        Task {
            do { try await work() } catch { failure.withLock { $0 = error } }
            end.signal()
        }
        end.wait()
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
