import Foundation
import Glibc
import Synchronization

/// Work that all processors share.
enum Processors {
    /// Parts for each processor: where one takes long, or a processor is awake late, the others take more of them.
    private static let partsOfOne = 4

    /// Does something for each item of a list, which mostly is to ask the kernel; nil answers are left out. Of few items
    /// one processor has asked before another is awake.
    ///
    /// How many processors there are is asked of the C library: Foundation reads the limits of control groups first, from
    /// many files.
    ///
    /// - Parameter atLeast: so many items are worth another processor.
    static func compactMap<Item: Sendable, Answer: Sendable>(
        _ items: [Item], atLeast: Int, _ ask: @Sendable (Item) -> Answer?
    ) -> [Answer] {
        inParts(items, atLeast: atLeast) { $0.compactMap(ask) }
    }

    /// The same for a part of the list at once, in memory that the work on it shares.
    static func inParts<Item: Sendable, Answer: Sendable>(
        _ items: [Item], atLeast: Int, _ work: @Sendable (ArraySlice<Item>) -> [Answer]
    ) -> [Answer] {
        let processors = min(sysconf(Int32(_SC_NPROCESSORS_ONLN)), items.count / atLeast)
        guard processors > 1 else { return work(items[...]) }
        let parts = min(processors * partsOfOne, items.count)
        let answers = Mutex([[Answer]](repeating: [], count: parts))
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            let range = items.count * part / parts..<items.count * (part + 1) / parts
            let found = work(items[range])
            answers.withLock { $0[part] = found }
        }
        return answers.withLock { $0.flatMap(\.self) }
    }
}
