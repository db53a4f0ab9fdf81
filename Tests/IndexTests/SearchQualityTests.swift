import Fixtures
import Foundation
import Notes
import Testing

@testable import Index

@Suite(
    "The queries of the corpus are answered",
    .enabled(if: SharedData.exists("search/queries.jsonl") && SharedData.exists("corpus"), "../shared is missing"))
struct SearchQualityTests {
    private struct Question: Decodable {
        var kind: String
        var query: String
        var relevant: [String]
    }

    @Test("the right note is first for nearly all of them, and none has no answer")
    func quality() throws {
        let folder = try TemporaryFolder()
        let root = SharedData.folder.appending(path: "corpus").path()
        let database = try IndexDatabase(path: folder.path("index.sqlite"), root: root, for: .command)
        _ = try database.update(from: root, now: .max)
        var ranks: [String: [Double]] = [:]
        for line in try SharedData.text("search/queries.jsonl").split(separator: "\n") {
            let question = try JSONDecoder().decode(Question.self, from: Data(line.utf8))
            let hits = try database.search(SearchRequest(question.query, limit: 10, today: TemporaryNotes.today)).hits
            #expect(!hits.isEmpty, "\(question.query)")
            let rank = hits.firstIndex { question.relevant.contains($0.path) }
            ranks[question.kind, default: []].append(rank.map { 1 / Double($0 + 1) } ?? 0)
        }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }
        #expect(mean(ranks.values.flatMap { $0 }) >= 0.95)
        for kind in ["2char", "body-phrase"] {
            #expect(mean(try #require(ranks[kind])) >= 0.95, "\(kind)")
        }
    }
}
