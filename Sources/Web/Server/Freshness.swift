import Index
import KnowledgeBase
import Live
import NIOPosix
import Synchronization

/// Keeps the index as fresh as the files, at no cost while nothing changes.
final class Freshness: Sendable {
    /// What answers are made from: another number after each change.
    struct Generation: Sendable, Hashable {
        fileprivate(set) var number: UInt64
        fileprivate(set) var addresses: NoteAddresses
        /// Why the index could not be brought up to date; nil where it was.
        fileprivate(set) var fault: IndexError?

        static func == (left: Generation, right: Generation) -> Bool { left.number == right.number }

        func hash(into hasher: inout Hasher) { hasher.combine(number) }
    }

    private struct State {
        /// The watch's version that the index was brought up to date after; nil before the first time.
        var version: UInt64?
        /// The knowledge base's count of changes that the generation was made at.
        var changes = 0
        var generation = Generation(number: 0, addresses: NoteAddresses())
    }

    let knowledgeBase: KnowledgeBase
    private let watch: FolderWatch
    private let state = Mutex(State())
    /// Held while the index is brought up to date, so that requests that come together wait for one update.
    private let updating = Mutex(())

    init(_ knowledgeBase: KnowledgeBase, watch: FolderWatch) {
        self.knowledgeBase = knowledgeBase
        self.watch = watch
    }

    /// The generation when nothing changed since it was made; nil when `refresh` has work to do. Does not block.
    var current: Generation? {
        guard watch.mode == .events else { return nil }
        let version = watch.version
        return state.withLock { $0.version == version ? $0.generation : nil }
    }

    /// The number of the latest generation, whether or not something changed since.
    var latest: UInt64 { state.withLock { $0.generation.number } }

    /// The latest generation, whether or not something changed since.
    var latestGeneration: Generation { state.withLock { $0.generation } }

    /// Brings the index up to date; to be called where blocking is allowed.
    ///
    /// - Parameter looksAtFiles: also where no change was noticed: who has just written one cannot wait for the notice.
    /// - Throws: `IndexError`, or the database's own errors.
    func refresh(looksAtFiles: Bool = false) throws -> Generation {
        if !looksAtFiles, let current { return current }
        return try updating.withLock { _ in
            if !looksAtFiles, let current { return current }
            // Read before the files: a change that comes meanwhile is then seen by the next request.
            let version = watch.version
            let update: IndexUpdate
            do { update = try knowledgeBase.refresh() } catch IndexError.diskFull(let path) where latest > 0 {
                return outdated(.diskFull(path: path))
            }
            let changes = knowledgeBase.changeCount
            let isSame = state.withLock {
                $0.version != nil && $0.changes == changes && $0.generation.fault == nil
            }
            let sharedIDs = try isSame ? nil : knowledgeBase.ask { try $0.sharedIDs() }
            return state.withLock { state in
                // What could not be read is tried again by the next request, whether or not a change is noticed.
                state.version = update.isComplete ? version : nil
                state.changes = changes
                if let sharedIDs {
                    state.generation = Generation(
                        number: state.generation.number + 1, addresses: NoteAddresses(sharedIDs: sharedIDs))
                }
                return state.generation
            }
        }
    }

    /// The index as it is, since pages of notes say what their files say, and whoever looks for what fills the disk needs
    /// them. Nothing that was made from it is kept.
    private func outdated(_ fault: IndexError) -> Generation {
        state.withLock { state in
            state.version = nil
            state.generation.number += 1
            state.generation.fault = fault
            return state.generation
        }
    }
}

extension NIOThreadPool {
    /// Runs work that blocks on a thread of its own, off the event loops.
    func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await runIfActive { try work() }
    }
}
