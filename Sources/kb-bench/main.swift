import Foundation

// Measures the index, the search and the rendering of a folder of notes; figures only, no verdicts.
//
//   kb-bench index NOTES [QUERIES]    cold index, warm refresh, size and memory; the time of queries on that index
//   kb-bench queries NOTES QUERIES    quality per kind of query, and the time of each
//   kb-bench misses NOTES QUERIES     the queries whose answer is not the first hit
//   kb-bench render NOTES             all notes as HTML

let arguments = Array(CommandLine.arguments.dropFirst())
do {
    switch (arguments.first, arguments.count) {
    case ("index", 2): try measureIndexing(of: arguments[1], queries: nil)
    case ("index", 3): try measureIndexing(of: arguments[1], queries: arguments[2])
    case ("queries", 3): try measureQueries(arguments[2], on: arguments[1], showsMisses: false)
    case ("misses", 3): try measureQueries(arguments[2], on: arguments[1], showsMisses: true)
    case ("render", 2): try measureRendering(of: arguments[1])
    default:
        print(
            "usage: kb-bench index NOTES [QUERIES.jsonl] | queries NOTES QUERIES.jsonl | misses NOTES QUERIES.jsonl "
                + "| render NOTES")
        exit(2)
    }
} catch {
    print("kb-bench: \(error)")
    exit(1)
}
