import Foundation

/// Maps items on other threads while the calling thread takes the results, in order.
///
/// It serves work that is heavy on the processor and has one consumer, such as parsing files for the one writer of a
/// database. Only so many results wait that memory stays bounded.
enum OrderedPipeline {
    /// Items that a thread takes at once: to wake another thread for each would take as long as to parse a short note.
    private static let atOnce = 8
    /// Parts that may wait.
    private static let depth = 16

    /// - Parameter consume: called on the calling thread for every item, in order; what it throws ends the work.
    static func map<Item: Sendable, Result: Sendable>(
        _ items: [Item], transform: @escaping @Sendable (Item) -> Result, consume: (Result) throws -> Void
    ) rethrows {
        guard items.count >= 2 * atOnce else {
            for item in items { try consume(transform(item)) }
            return
        }
        let parts = stride(from: 0, to: items.count, by: atOnce).map { $0..<min($0 + atOnce, items.count) }
        let line = Line<[Result]>(count: parts.count, depth: depth)
        // As many as there are processors: where the consumer has less to do than they have, none is idle.
        for _ in 0..<max(1, min(ProcessInfo.processInfo.activeProcessorCount, 8)) {
            let thread = Thread {
                while let part = line.claim() { line.put(items[parts[part]].map(transform), at: part) }
            }
            // Parsers recurse, and the usual stack of a second thread is small.
            thread.stackSize = 8 << 20
            thread.start()
        }
        defer { line.stop() }
        for part in parts.indices {
            for result in line.take(part) { try consume(result) }
        }
    }
}

/// The results between the threads and the consumer.
private final class Line<Result: Sendable>: @unchecked Sendable {
    // Unchecked because the compiler cannot see that every access below holds the condition.
    private let condition = NSCondition()
    private var results: [Int: Result] = [:]
    private var next = 0
    private var taken = 0
    private let count: Int
    private let depth: Int
    private var isStopped = false

    init(count: Int, depth: Int) {
        self.count = count
        self.depth = depth
    }

    func claim() -> Int? {
        condition.withLock {
            while !isStopped, next < count, next >= taken + depth { condition.wait() }
            guard !isStopped, next < count else { return nil }
            next += 1
            return next - 1
        }
    }

    func put(_ result: Result, at index: Int) {
        condition.withLock {
            results[index] = result
            condition.broadcast()
        }
    }

    func take(_ index: Int) -> Result {
        condition.withLock {
            while true {
                if let result = results.removeValue(forKey: index) {
                    taken = index + 1
                    condition.broadcast()
                    return result
                }
                condition.wait()
            }
        }
    }

    func stop() {
        condition.withLock {
            isStopped = true
            condition.broadcast()
        }
    }
}
