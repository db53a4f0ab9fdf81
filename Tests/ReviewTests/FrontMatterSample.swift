import Fixtures
import Notes

/// A random note before and after its two values are set; both are written out of one plan, so that nothing of the
/// code under test decides what is right.
struct FrontMatterSample {
    var before: [UInt8] = []
    var after: [UInt8] = []
    let interval: Int
    let nextReview: CalendarDate

    private var random: SeededGenerator
    private var lineBreak = "\n"
    private var breaksAreMixed = false

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        interval = Int.random(in: 1...400, using: &random)
        nextReview = CalendarDate(daysSinceEpoch: Int.random(in: 18_000...24_000, using: &random))
        write()
    }

    // MARK: - The plan

    private mutating func write() {
        lineBreak = random.pick(["\n", "\n", "\r\n", "\r"])
        breaksAreMixed = lineBreak == "\n" && random.chance(10)
        if random.chance(15) { both("\u{FEFF}") }
        line("---")
        if random.chance(8) { writeFlow() } else { writeBlock() }
        both(random.pick(["---", "---", "..."]))
        writeBody()
    }

    private mutating func writeBlock() {
        let margin = random.chance(8) ? random.pick([" ", "  "]) : ""
        var keys = ["review_interval_days", "next_review"]
        if random.chance(50) { keys.swapAt(0, 1) }
        let present = random.chance(70) ? keys : random.chance(60) ? [keys[0]] : []
        var slots: [String?] = present.map { $0 }
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            slots.insert(nil, at: Int.random(in: 0...slots.count, using: &random))
        }
        var number = 0
        for slot in slots {
            if let slot {
                writeField(slot, margin: margin)
                if present.count == 1 { add(keys.filter { $0 != slot }, margin: margin) }
            } else {
                number += 1
                writeOther(number, margin: margin)
            }
        }
        if present.isEmpty { add(["review_interval_days", "next_review"], margin: slots.isEmpty ? "" : margin) }
    }

    private mutating func writeFlow() {
        both(random.pick(["{", "{ ", "{title: \"next_review: 2020-01-01\", "]))
        let both = random.chance(50)
        self.both(both ? "next_review: " : "\"next_review\":")
        value("2026-01-05", nextReview.description)
        self.both(random.pick([", ", ",\(lineBreak) "]) + "review_interval_days: ")
        value("'7'", "'\(interval)'")
        line(random.pick(["}", " , }", ", tags: [a, {next_review: 2020-01-01}]}  # end"]))
    }

    private func text(of key: String) -> String {
        key == "next_review" ? nextReview.description : String(interval)
    }

    private mutating func writeField(_ key: String, margin: String) {
        let new = text(of: key)
        let name = random.pick([key, key, key, "\"\(key)\"", "'\(key)'"])
        let colon = random.chance(15) ? " :" : ":"
        both(margin + name + colon)
        let old = key == "next_review" ? random.pick(["2026-03-03", "2026-3-3", "soon", "2026-03-03T09:00:00Z"]) : "14"
        let comment = random.chance(30) ? random.pick([" # c", "   # 'q' \"r\" *d", "\t# 說明 🗓️"]) : ""
        switch Int.random(in: 0..<12, using: &random) {
        case 0:
            value("", " \(new)")
        case 1:
            both(" ")
            value("~", new)
        case 2:
            both(random.pick([" ", "  ", "\t"]))
            value("\"\(old)\"", "\"\(new)\"")
        case 3:
            both(" ")
            value("'it''s \(old)'", "'\(new)'")
        case 4:
            line(random.chance(50) ? "" : " # note: 2020-01-01")
            both(margin + "  ")
            value(old, new)
        case 5:
            both(" &\(key) ")
            value(old, new)
        case 6:
            both(" !!str ")
            value("\"\(old)\"", "\"\(new)\"")
        case 7:
            both(" ")
            value(old + " or" + lineBreak + margin + "  later", new)
        default:
            both(random.pick([" ", " ", "   ", "\t"]))
            value(old, new)
        }
        line(comment)
    }

    private mutating func writeOther(_ number: Int, margin: String) {
        let key = "other\(number)"
        let deep = margin + "  "
        let written: [String] =
            switch Int.random(in: 0..<13, using: &random) {
            case 0: ["\(margin)\(key): 攀升 text # next_review: 2020-01-01"]
            case 1: ["\(margin)\(key):", "\(deep)next_review: 2020-01-01", "\(deep)review_interval_days: 300"]
            case 2: ["\(margin)\(key): |", "\(deep)next_review: 2020-01-01", "", "\(deep)# text", "\(deep)---"]
            case 3: ["\(margin)\(key): >-", "\(deep)review_interval_days: 300", "\(deep)\"'[{"]
            case 4: ["\(margin)\(key): \"a \\\" b", "\(deep)next_review: 2020-01-01", "\(deep)c\""]
            case 5: ["\(margin)\(key): 'don''t", "\(deep)next_review: 2020-01-01'"]
            case 6: ["\(margin)\(key): [a, 'b,', {next_review: 2020-01-01}]"]
            case 7: ["\(margin)\(key):", "\(margin)- next_review: 2020-01-01", "\(margin)-"]
            case 8: ["\(margin)\(key): &a\(number) 2020-01-01", "\(margin)\(key)b: *a\(number)"]
            case 9: ["", "\(margin)# next_review: 2020-01-01", "\(margin)\(key):"]
            case 10: ["\(margin)\(key): plain", "\(deep)over two lines", "   "]
            case 11: ["\(margin)\"\(key) \\x41\": ~", "\(margin)Next_review\(number): 1"]
            default: ["\(margin)? \(key)", "\(margin): next_review"]
            }
        for text in written { line(text) }
    }

    private mutating func add(_ keys: [String], margin: String) {
        for key in keys { after += Array("\(margin)\(key): \(text(of: key))\(lastBreak)".utf8) }
    }

    private mutating func writeBody() {
        guard random.chance(90) else { return }
        line("")
        line(random.pick(["# Title", "next_review: 2020-01-01", "---", "review_interval_days: 300"]))
        let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        before += bytes
        after += bytes
    }

    // MARK: - Writing both

    private var lastBreak: String {
        switch after.suffix(2) {
        case [0x0D, 0x0A]: "\r\n"
        case let end where end.last == 0x0D: "\r"
        default: "\n"
        }
    }

    private mutating func both(_ text: String) {
        before += Array(text.utf8)
        after += Array(text.utf8)
    }

    private mutating func value(_ old: String, _ new: String) {
        before += Array(old.utf8)
        after += Array(new.utf8)
    }

    private mutating func line(_ text: String) {
        both(text + (breaksAreMixed ? random.pick(["\n", "\r\n"]) : lineBreak))
    }
}
