import Hummingbird
import HummingbirdCore
package import Journal
package import KnowledgeBase
import Live
package import Logging
import NIOCore
package import ServiceLifecycle

/// The web server over a knowledge base: `run` it in a service group.
package struct WebServer: Sendable {
    let site: Site
    let responder: RouterResponder<WebContext>
    private let changes: FolderChanges
    private let rounds: BoardRounds
    private let desk: RunDesk
    private let logger: Logger

    /// Reads templates and static files, and begins to watch the folder.
    ///
    /// - Parameter journal: keeps the alerts that are told and the queries that nothing answered; without it neither.
    /// - Throws: `WebError`
    package init(
        _ knowledgeBase: KnowledgeBase, _ configuration: WebConfiguration, journal: Journal? = nil, logger: Logger
    ) throws(WebError) {
        try configuration.check()
        let watch = FolderWatch(root: knowledgeBase.folder.root)
        let freshness = Freshness(knowledgeBase, watch: watch)
        let hub = EventHub(limit: configuration.limits.listeners)
        let metrics = Metrics()
        let board = configuration.board.map { Board($0, metrics: metrics, now: configuration.now) }
        let lookout = Lookout(
            board: board, alerts: journal.map { AlertLog(journal: $0, notes: knowledgeBase.folder.root) },
            runbooks: CurrentRunbooks(freshness), now: configuration.now)
        site = Site(
            configuration: configuration, freshness: freshness, templates: try Templates(),
            assets: try StaticAssets(folder: configuration.staticFolder, scriptsFolder: configuration.scriptsFolder),
            hub: hub, metrics: metrics, lookout: lookout, journal: journal,
            repository: GitQueue(
                GitRepository(folder: knowledgeBase.folder.root, environment: configuration.environment)))
        changes = FolderChanges(freshness: freshness, watch: watch, hub: hub, logger: logger)
        rounds = BoardRounds(lookout: lookout, hub: hub, logger: logger)
        self.logger = logger
        desk = RunDesk(most: configuration.runs?.configuration.parallelRuns ?? 0, metrics: metrics)
        responder = Self.router(site, desk).buildResponder()
    }

    /// The server as a service, to be run in a service group.
    ///
    /// - Parameter onListening: is told the port when connections are accepted.
    package func service(onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }) -> some Service {
        ListeningService(
            server: application(onListening: onListening), host: site.configuration.host, port: site.configuration.port)
    }

    func application(
        onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) -> Application<RouterResponder<WebContext>> {
        let configuration = site.configuration
        let limits = configuration.limits
        let answers = ReadyAnswers(freshness: site.freshness, board: site.lookout.board)
        let metrics = site.metrics
        // Who wants each request in the log gets each through all of the server.
        let isQuiet = logger.logLevel > .info
        let http = HTTP1Channel.Configuration(
            additionalChannelHandlers: (isQuiet ? [ReadyAnswerHandler(answers, metrics: metrics)] : [])
                + [
                    RequestDeadline(.seconds(limits.request), patience: .seconds(limits.idle)),
                    ConnectionPersistence.Placement(),
                ],
            idleTimeout: .seconds(limits.idle),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.headerField, maxHeaderListSize: limits.headers,
                maxHeaderFieldCount: limits.headerCount))
        return Application(
            responder: responder, server: .http1(configuration: http),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: .maximum(limits.connections, logger: logger)),
            services: [changes, rounds, desk],
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? configuration.port) },
            logger: logger)
    }

    /// Ends the watching of the folder, for a server that was never run.
    func stopWatching() { changes.watch.stop() }

    static func router(_ site: Site, _ desk: RunDesk) -> Router<WebContext> {
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestLog(metrics: site.metrics))
        router.add(middleware: SecurityHeaders())
        router.add(middleware: ErrorPages(site: site))
        router.add(middleware: HostCheck(site.configuration))
        router.add(middleware: RequestLimits(limits: site.configuration.limits))
        router.add(middleware: SameOriginCheck())
        let sessions = site.configuration.token.map { Sessions(token: $0) }
        if let sessions { router.add(middleware: TokenCheck(sessions: sessions)) }
        PageRoutes(site: site).add(to: router)
        WayRoutes(site: site).add(to: router)
        APIRoutes(site: site).add(to: router)
        FeedRoutes(site: site).add(to: router)
        ReviewRoutes(site: site, feedKey: sessions?.feedKey).add(to: router)
        TriageRoutes(site: site).add(to: router)
        AlertRoutes(site: site, tokens: Self.webhookTokens(site.configuration)).add(to: router)
        EventRoutes(site: site).add(to: router)
        RunRoutes(site: site, desk: desk).add(to: router)
        FileRoutes(site: site).add(to: router)
        StaticRoutes(site: site).add(to: router)
        OperationsRoutes(site: site).add(to: router)
        if let sessions { LoginRoutes(site: site, sessions: sessions).add(to: router) }
        return router
    }

    /// Who may tell of alerts: who knows the webhook's token, or the server's own.
    private static func webhookTokens(_ configuration: WebConfiguration) -> [Sessions] {
        [configuration.webhookToken, configuration.token].compactMap { $0.map { Sessions(token: $0) } }
    }
}
