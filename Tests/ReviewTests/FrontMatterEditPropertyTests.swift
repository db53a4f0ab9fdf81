import Fixtures
import Foundation
import Notes
import Review
import Testing
import Yams

/// How many random front matters are tried: `KB_PROPERTY_COUNT`, else enough for every day.
private let count = ProcessInfo.processInfo.environment["KB_PROPERTY_COUNT"].flatMap(Int.init) ?? 5000

/// The YAML between the first two marker lines, found without the code under test.
private func yaml(in file: [UInt8]) -> String? {
    let text = String(decoding: file.starts(with: [0xEF, 0xBB, 0xBF]) ? file.dropFirst(3) : file[...], as: UTF8.self)
    var lines: [Substring] = []
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).dropFirst() {
        let word = line.trimmingSuffix { $0 == " " || $0 == "\t" }
        if word == "---" || word == "..." { return lines.joined(separator: "\n") + "\n" }
        lines.append(line)
    }
    return nil
}

extension Substring {
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> Substring {
        var rest = self
        while let last = rest.last, isTrimmed(last) { rest.removeLast() }
        return rest
    }
}

@Suite("Write-back over random front matters")
struct FrontMatterEditPropertyTests {
    @Test("every byte outside the two values stays, and an independent parser reads the new ones")
    func bytesOutsideStay() throws {
        for seed in 0..<UInt64(count) {
            let sample = FrontMatterSample(seed: seed)
            let edit = FrontMatterEdit(interval: sample.interval, nextReview: sample.nextReview)
            let result = Result { try edit.applied(to: sample.before) }
            guard (try? result.get()) == sample.after else {
                Issue.record(
                    """
                    seed \(seed)
                    before: \(String(decoding: sample.before, as: UTF8.self).debugDescription)
                    wanted: \(String(decoding: sample.after, as: UTF8.self).debugDescription)
                    result: \(result.map { String(decoding: $0, as: UTF8.self).debugDescription })
                    """)
                return
            }
            let mapping = try Yams.compose(yaml: yaml(in: sample.after) ?? "")?.mapping
            #expect(mapping?["review_interval_days"]?.scalar?.string == String(sample.interval), "seed \(seed)")
            #expect(mapping?["next_review"]?.scalar?.string == sample.nextReview.description, "seed \(seed)")
        }
    }

    @Test("a second write of the same values changes nothing")
    func writingTwiceIsWritingOnce() throws {
        for seed in 0..<UInt64(count / 10) {
            let sample = FrontMatterSample(seed: seed)
            let edit = FrontMatterEdit(interval: sample.interval, nextReview: sample.nextReview)
            let once = try edit.applied(to: sample.before)
            #expect(try edit.applied(to: once) == once, "seed \(seed)")
        }
    }

    @Test("damaged front matter is refused, or read by an independent parser with the new values")
    func damagedBytes() throws {
        let edit = FrontMatterEdit(interval: 33, nextReview: CalendarDate(daysSinceEpoch: 20_600))
        for seed in 0..<UInt64(count / 2) {
            var random = SeededGenerator(seed: seed ^ 0xDA_3A6ED)
            var file = FrontMatterSample(seed: seed).before
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 3..<max(4, min(file.count, 200)), using: &random)
                guard place < file.count else { continue }
                switch Int.random(in: 0..<3, using: &random) {
                case 0: file.remove(at: place)
                case 1: file[place] = random.pick(Array("\n:-?#&*!|>'\"%@`{}[], \t".utf8))
                default: file.insert(random.pick(Array("\n:-?#&*!|>'\"{}[], \t~a".utf8)), at: place)
                }
            }
            guard let result = try? edit.applied(to: file), let front = yaml(in: result) else { continue }
            let mapping = try #require(
                try? Yams.compose(yaml: front)?.mapping, "seed \(seed): \(front.debugDescription)")
            #expect(mapping["review_interval_days"]?.scalar?.string == "33", "seed \(seed): \(front.debugDescription)")
            #expect(mapping["next_review"]?.scalar?.string == "2026-05-27", "seed \(seed): \(front.debugDescription)")
        }
    }
}
