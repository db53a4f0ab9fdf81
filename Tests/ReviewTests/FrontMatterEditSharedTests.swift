import Fixtures
import Foundation
import Notes
import Review
import Testing

private struct EditCase: Decodable {
    var name: String
    var before: Data
    var interval: Int
    var nextReview: String
    var after: Data?
    var bodyRepeat: BodyRepeat?

    struct BodyRepeat: Decodable {
        var text: Data
        var count: Int

        init(from decoder: any Decoder) throws {
            var values = try decoder.unkeyedContainer()
            text = try values.decode(Data.self)
            count = try values.decode(Int.self)
        }
    }

    enum CodingKeys: String, CodingKey {
        case name, interval
        case before = "before_b64"
        case nextReview = "next_review"
        case after = "after_b64"
        case bodyRepeat = "body_repeat"
    }

    var body: [UInt8] {
        guard let bodyRepeat else { return [] }
        let text = Array(bodyRepeat.text)
        var body: [UInt8] = []
        body.reserveCapacity(text.count * bodyRepeat.count)
        for _ in 0..<bodyRepeat.count { body += text }
        return body
    }
}

@Suite("Write-back over the shared front matters")
struct FrontMatterEditSharedTests {
    @Test(
        "every case gives exactly the bytes wanted, or is refused",
        .enabled(
            if: SharedData.exists("review/front_matter_edits.jsonl"), "needs ../shared/review/front_matter_edits.jsonl")
    )
    func allCases() throws {
        for edit in try SharedData.lines("review/front_matter_edits.jsonl", as: EditCase.self) {
            let date = try #require(CalendarDate(edit.nextReview))
            let result = Result {
                try FrontMatterEdit(interval: edit.interval, nextReview: date).applied(
                    to: Array(edit.before) + edit.body)
            }
            switch (result, edit.after) {
            case (.success(let bytes), let after?):
                #expect(bytes == Array(after) + edit.body, "\(edit.name)")
            case (.failure(let error), nil):
                #expect(error is FrontMatterEditError, "\(edit.name)")
            case (.success, nil):
                Issue.record("\(edit.name): not refused")
            case (.failure(let error), _):
                Issue.record("\(edit.name): \(error)")
            }
        }
    }

    @Test(
        "exactly two lines of the model note change",
        .enabled(if: SharedData.exists("notes/18_kafka_patterns_operations.md"), "needs the model note of ../shared"))
    func modelNote() throws {
        let before = Array(try SharedData.data("notes/18_kafka_patterns_operations.md"))
        let edit = FrontMatterEdit(interval: 57, nextReview: CalendarDate(daysSinceEpoch: 20_572))
        let after = try edit.applied(to: before)
        let lines = (before.split(separator: 0x0A), after.split(separator: 0x0A))
        #expect(lines.0.count == lines.1.count)
        let changed = zip(lines.0, lines.1).filter { $0 != $1 }.map { String(decoding: $1, as: UTF8.self) }
        #expect(changed == ["review_interval_days: 57", "next_review: 2026-04-29"])
    }
}
