import Glibc
import Synchronization

/// Watches a folder tree for changes by inotify, so that nobody has to look again and again.
///
/// The kernel queues an event before the call that made it returns. Who asks for `version` reads the queue first, and
/// therefore never misses a change that was complete before the question. A thread waits for the same queue and tells
/// `changes`.
///
/// The C calls are safe here: descriptors are closed once, when the thread that waits has ended, and no pointer
/// outlives the call that it is given to.
package final class FolderWatch: Sendable {
    /// What watching came to.
    package enum Mode: String, Sendable {
        /// Every folder of the tree is watched.
        case events
        /// The kernel allows no more watches, or others change files without it; each question counts as a change.
        case polling
    }

    private let tree: Mutex<WatchedTree>
    private let descriptor: Int32
    /// The two ends of a pipe; what is written wakes the thread up for its end.
    private let wakeUp: (read: Int32, write: Int32)
    private let isStopped = Mutex(false)
    private let continuation: AsyncStream<Void>.Continuation
    /// One element for each change or burst of changes; what nobody has read yet counts as one.
    package let changes: AsyncStream<Void>

    /// Watches all folders of a tree but the hidden ones; folders that come later are watched too.
    ///
    /// - Parameter root: the absolute path of the folder.
    package init(root: String) {
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        var ends: [Int32] = [-1, -1]
        unsafe pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        wakeUp = (ends[0], ends[1])
        (changes, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        tree = Mutex(WatchedTree(root: root, descriptor: descriptor))
        start()
    }

    /// How changes are found now; a watch that had to begin polling never goes back.
    package var mode: Mode { tree.withLock { $0.isComplete } ? .events : .polling }

    /// A number that is another one after each change in the tree.
    package var version: UInt64 {
        let (version, hasChanged) = tree.withLock { tree in
            tree.readEvents()
            return (tree.version, tree.isComplete && tree.takeUntold())
        }
        // The thread that waits is not woken by what is not there any more.
        if hasChanged { continuation.yield() }
        return version
    }

    /// Ends the watching, and with it `changes`. A watch that was never stopped lives as long as the process.
    package func stop() {
        isStopped.withLock { isStopped in
            guard !isStopped else { return }
            isStopped = true
            unsafe _ = write(wakeUp.write, "x", 1)
        }
    }

    private func start() {
        var thread = pthread_t()
        let unmanaged = unsafe Unmanaged.passRetained(self)
        let failure = unsafe pthread_create(
            &thread, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<FolderWatch>.fromOpaque(argument).takeRetainedValue().wait()
                return nil
            }, unsafe unmanaged.toOpaque())
        if failure == 0 {
            pthread_detach(thread)
        } else {
            unsafe unmanaged.release()
            tree.withLock { $0.giveUp() }
        }
    }

    /// What the thread does: waits for events, or half a second where it must poll.
    private func wait() {
        while true {
            let isWatched = tree.withLock { $0.isComplete }
            var ready = [
                // Where it must poll nobody reads the queue any more, and what stands in it would never let it wait.
                pollfd(fd: isWatched ? descriptor : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: wakeUp.read, events: Int16(POLLIN), revents: 0),
            ]
            // A question may read what makes it poll before this thread does.
            unsafe poll(&ready, 2, isWatched ? 2000 : 500)
            if ready[1].revents != 0 { break }
            let hasChanged = tree.withLock { tree in
                tree.readEvents()
                return tree.takeUntold()
            }
            if hasChanged || !isWatched { continuation.yield() }
        }
        continuation.finish()
        tree.withLock { $0.giveUp() }
        close(descriptor)
        close(wakeUp.read)
        close(wakeUp.write)
    }
}
