import Live
import Logging
import NIOPosix
import ServiceLifecycle

/// The service that brings the index up to date when files change, and tells open pages.
struct FolderChanges: Service {
    let freshness: Freshness
    let watch: FolderWatch
    let hub: EventHub
    let logger: Logger

    func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await follow() }
                group.addTask { await beat() }
                // The folder is followed until the watch is stopped; the beat ends with it.
                await group.next()
                group.cancelAll()
            }
        } onGracefulShutdown: {
            watch.stop()
            hub.finish()
        }
    }

    private func follow() async {
        var told = freshness.latest
        var failure: String?
        for await _ in watch.changes {
            // Editors write in several steps; a page should show the last one.
            try? await Task.sleep(for: .milliseconds(20))
            do {
                let generation = try await NIOThreadPool.singleton.run { try freshness.refresh() }
                // A request may have brought the index up to date before; the pages are told all the same.
                if generation.number != told { hub.tell(EventHub.change(generation.number)) }
                told = generation.number
                if let fault = generation.fault { throw fault }
                failure = nil
            } catch {
                // Where the folder is gone it is looked for twice a second, and once is enough to tell.
                guard failure != "\(error)" else { continue }
                failure = "\(error)"
                logger.error("The index cannot be brought up to date.", metadata: ["error": "\(error)"])
            }
        }
    }

    private func beat() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(15))
            hub.tell(EventHub.beat)
        }
    }
}
