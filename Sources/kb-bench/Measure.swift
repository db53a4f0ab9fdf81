import Foundation
import Index

/// Runs work and gives its time in milliseconds.
func milliseconds<Result>(_ work: () throws -> Result) rethrows -> (Result, Double) {
    if ProcessInfo.processInfo.environment["KB_BENCH_CPU"] != nil {
        let start = clock()
        let result = try work()
        return (result, Double(clock() - start) / 1000)
    }
    let clock = ContinuousClock()
    let start = clock.now
    let result = try work()
    let duration = clock.now - start
    return (
        result,
        Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15
    )
}

/// An index of its own for a folder of notes, deleted when the work is done; `KB_BENCH_INDEX` names a file to use and keep
/// instead, so that a large folder need not be read again for each look at its queries.
func withIndex<Result>(of notes: String, _ work: (_ update: () throws -> IndexUpdate, IndexDatabase) throws -> Result)
    throws -> Result
{
    let kept = ProcessInfo.processInfo.environment["KB_BENCH_INDEX"]
    let path = kept ?? NSTemporaryDirectory() + "kb-bench-\(getpid()).sqlite"
    defer { if kept == nil { try? IndexDatabase.remove(path) } }
    let database = try IndexDatabase(path: path, root: notes, for: .command)
    return try work({ try database.update(from: notes, now: Int64(Date().timeIntervalSince1970 * 1e9)) }, database)
}

/// The same index as the server opens it: its readers keep the statements that they have made.
func served(_ database: IndexDatabase, of notes: String) throws -> IndexDatabase {
    try IndexDatabase(path: database.path, root: notes, for: .server)
}

/// The most memory that this process held, in megabytes.
func peakMemory() -> Double {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
}

func measureIndexing(of notes: String, queries: String?) throws {
    try withIndex(of: notes) { refresh, database in
        let (update, cold) = try milliseconds { try refresh() }
        let megabytes = Double(update.bytes) / 1e6
        print("notes         \(update.total), \(String(format: "%.2f", megabytes)) MB")
        print("cold index    \(String(format: "%.0f ms, %.1f MB/s", cold, megabytes / cold * 1000))")
        _ = try refresh()
        let warm = try (0..<7).map { _ in try milliseconds { try refresh() }.1 }.sorted()[3]
        print("warm refresh  \(String(format: "%.1f ms", warm))")
        let size = Double(database.size) / 1e6
        print("index size    \(String(format: "%.1f MB, %.2f × the text", size, size / megabytes))")
        print("peak memory   \(String(format: "%.0f MB", peakMemory()))")
        if let queries { try measureTimes(of: queries, on: served(database, of: notes)) }
    }
}
