package import ArgumentParser
import Catalogue
import Commands
import Foundation
import Index
import KnowledgeBase
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

    @Flag(name: .customLong("log-requests"), help: Interface.help("web.serve.log-requests"))
    var logsRequests = false

    @OptionGroup var folder: FolderOptions

    package init() {}

    package func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("The port must be a number from 0 to 65535.")
        }
    }

    package func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let notes = try NotesFolder(
            flag: folder.notes, environment: environment,
            workingDirectory: FileManager.default.currentDirectoryPath)
        // A wrong KB_NOW is told now, not at the first page.
        let start = try ReviewSettings.today(environment)
        let configuration = WebConfiguration(
            host: host, port: port, allowedHosts: Set(allowedHosts),
            token: token ?? environment["KB_TOKEN"].flatMap { $0.isEmpty ? nil : $0 },
            staticFolder: StaticFolder.path(environment),
            environment: environment, today: { (try? ReviewSettings.today(environment)) ?? start })
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        var logger = Logger(label: "kb")
        logger.logLevel = logsRequests ? .info : .warning
        let base = try KnowledgeBase(notes, for: .server)
        let server = try WebServer(base, configuration, logger: logger)
        let words = Interface.words
        let host = host.contains(":") ? "[\(host)]" : host
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    server.service { port in
                        FileHandle.standardError.write(
                            Data((words("web.serve.listening", "http://\(host):\(port)/", notes.root) + "\n").utf8))
                    }
                ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try Self.wait { try await group.run() }
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
