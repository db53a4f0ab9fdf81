import Logging
import ServiceLifecycle

/// The service that measures again what open pages show, and tells them. Nobody looking, nothing is asked.
struct BoardRounds: Service {
    let lookout: Lookout
    let hub: EventHub
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            guard let board = lookout.board else { return }
            // Counted from the end of a round, so that nothing it found is asked again too soon.
            while (try? await Task.sleep(for: .seconds(board.settings.interval))) != nil { await round() }
        }
        // A service that ends early would end the server.
        try? await gracefulShutdown()
        await lookout.board?.shutdown()
    }

    private func round() async {
        let watched = hub.watched
        guard !watched.isEmpty else { return }
        do {
            for scope in watched { _ = try await lookout.situation(scope) }
            hub.tellWatchers(EventHub.situation)
        } catch {
            logger.error("The symptoms cannot be measured.", metadata: ["error": "\(error)"])
        }
    }
}
