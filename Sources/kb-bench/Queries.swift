import Foundation
import Index
import Notes

/// A query with the notes that answer it.
struct JudgedQuery: Decodable {
    var kind: String
    var query: String
    var relevant: [String]
}

func measureQueries(_ file: String, on notes: String, showsMisses: Bool) throws {
    try withIndex(of: notes) { refresh, database in
        _ = try refresh()
        try measure(file, on: served(database, of: notes), showsMisses: showsMisses)
    }
}

/// Asks each query once to warm up, then once more against the clock.
func measureTimes(of file: String, on database: IndexDatabase) throws {
    let queries = try judgedQueries(in: file)
    let today = CalendarDate(daysSinceEpoch: 20_000)
    let times = try (0..<2).map { _ in
        try queries.map { judged in
            try milliseconds { try database.search(SearchRequest(judged.query, limit: 10, today: today)) }.1
        }
    }
    printTimes(times[1])
}

private func judgedQueries(in file: String) throws -> [JudgedQuery] {
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    return try lines.map { try JSONDecoder().decode(JudgedQuery.self, from: Data($0.utf8)) }
}

private func printTimes(_ times: [Double]) {
    let times = times.sorted()
    guard let last = times.last else { return }
    print(
        String(
            format: "query time    p50 %.2f ms, p99 %.2f ms, max %.2f ms", times[times.count / 2],
            times[min(times.count - 1, times.count * 99 / 100)], last))
}

private func measure(_ file: String, on database: IndexDatabase, showsMisses: Bool) throws {
    let queries = try judgedQueries(in: file)
    let today = CalendarDate(daysSinceEpoch: 20_000)
    var times: [Double] = []
    var slowest: [(time: Double, query: String)] = []
    var kinds: [String: [(reciprocal: Double, recall: Double, isEmpty: Bool)]] = [:]
    for judged in queries {
        let (answer, time) = try milliseconds {
            try database.search(SearchRequest(judged.query, limit: 10, today: today))
        }
        times.append(time)
        slowest.append((time, judged.query))
        let paths = answer.hits.map(\.path)
        let relevant = Set(judged.relevant)
        let rank = paths.firstIndex { relevant.contains($0) }
        let reciprocal = rank.map { 1 / Double($0 + 1) } ?? 0
        let recall = Double(relevant.intersection(paths).count) / Double(min(relevant.count, 10))
        kinds[judged.kind, default: []].append((reciprocal, recall, paths.isEmpty))
        if showsMisses, reciprocal < 1 {
            let found = answer.hits.prefix(3).map { "\($0.path) (\($0.match), \($0.score))" }.joined(separator: ", ")
            print(
                "[\(judged.kind)] \(judged.query) rank \(rank.map { "\($0 + 1)" } ?? "-") wanted \(judged.relevant[0]) got \(found)"
            )
        }
    }
    func line(_ name: String, _ results: [(reciprocal: Double, recall: Double, isEmpty: Bool)]) {
        let count = Double(results.count)
        let figures = String(
            format: "MRR %.3f  recall %.3f  empty %.3f", results.map(\.reciprocal).reduce(0, +) / count,
            results.map(\.recall).reduce(0, +) / count, Double(results.count { $0.isEmpty }) / count)
        print(name.padding(toLength: 14, withPad: " ", startingAt: 0), results.count, figures)
    }
    for (kind, results) in kinds.sorted(by: { $0.key < $1.key }) { line(kind, results) }
    line("all", kinds.values.flatMap { $0 })
    printTimes(times)
    for (time, query) in slowest.sorted(by: { $0.time > $1.time }).prefix(5) {
        print(String(format: "  %.1f ms  ", time) + query)
    }
}
