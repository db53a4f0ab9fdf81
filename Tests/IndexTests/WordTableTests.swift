import GRDB
import Testing

@testable import Index

@Suite("Words are kept in blocks, in order")
struct WordTableTests {
    /// A chance that is the same each time (Knuth's MMIX generator).
    private struct Chance: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 33
        }
    }

    private func words(_ count: Int, using chance: inout Chance) -> [String] {
        (0..<count).map { _ in
            String(
                (0..<Int.random(in: 1...9, using: &chance)).map { _ in "abcé漢27".randomElement(using: &chance) ?? "a" })
        }
    }

    private func isBefore(_ first: String, _ second: String) -> Bool {
        func isNumber(_ word: String) -> Bool { word.utf8.count { $0 <= 0x39 } * 2 >= word.utf8.count }
        if isNumber(first) != isNumber(second) { return isNumber(second) }
        if first.utf8.count != second.utf8.count { return first.utf8.count < second.utf8.count }
        return first.utf8.lexicographicallyPrecedes(second.utf8)
    }

    @Test("whatever is added in whatever order is found by its beginning, the shortest first", arguments: [1, 2, 3])
    func beginnings(seed: UInt64) throws {
        var chance = Chance(state: seed)
        let notes = try TemporaryNotes()
        var known: Set<String> = []
        for size in [3000, 1, 1, 40, 500, 0, 2000] {
            let new = words(size, using: &chance)
            known.formUnion(new)
            try notes.database.writer.write { try WordTable(db: $0).add(new + new.prefix(3)) }
            let beginnings = words(40, using: &chance).map { String($0.prefix(3)) }
            try notes.database.writer.read { db in
                for beginning in beginnings {
                    let wanted = known.filter { $0.utf8.starts(with: beginning.utf8) }.sorted(by: isBefore)
                    for limit in [1, 8, 64, 10_000] {
                        let list = try WordTable(db: db).completions(of: beginning, limit: limit)
                        #expect(list.words == Array(wanted.prefix(limit)))
                        #expect(list.isAll == (wanted.count <= limit))
                    }
                }
            }
        }
    }

    @Test(
        "a word that is only ever the whole of identifiers is known as one, until a note writes it", arguments: [4, 5])
    func wholes(seed: UInt64) throws {
        var chance = Chance(state: seed)
        let notes = try TemporaryNotes()
        var (known, plain): (Set<String>, Set<String>) = ([], [])
        for (size, wholeSize) in [(0, 2000), (10, 10), (500, 500), (1, 0), (300, 2000)] {
            let (new, wholes) = (words(size, using: &chance), words(wholeSize, using: &chance))
            known.formUnion(new + wholes)
            plain.formUnion(new)
            try notes.database.writer.write { try WordTable(db: $0).add(new, wholes: wholes + new.prefix(3)) }
            try notes.database.writer.read { db in
                let table = WordTable(db: db)
                let all = try table.completions(of: "", limit: 100_000).words
                #expect(all == known.sorted(by: isBefore))
                for word in known.sorted().prefix(200) + ["absent"] {
                    let isOnlyWhole = try table.holdsOnlyAsWhole(word)
                    #expect(isOnlyWhole == (known.contains(word) && !plain.contains(word)))
                    let list = try table.completions(of: word, limit: 100)
                    #expect(list.areOnlyWholes == list.words.allSatisfy { !plain.contains($0) })
                }
            }
        }
    }

    @Test("what a note writes as an identifier is held too")
    func heldWholes() throws {
        let notes = try TemporaryNotes(["a.md": "# Note\n\nset max.poll.ms to zulu\n"])
        try notes.database.writer.read { db in
            let held = try WordTable(db: db).held(["zulu", "maxpollms", "poll"])
            #expect(held == ["zulu", "maxpollms", "poll"])
            let areOnlyWholes = try ["maxpollms", "poll", "absent"].map { try WordTable(db: db).holdsOnlyAsWhole($0) }
            #expect(areOnlyWholes == [true, false, false])
        }
    }

    @Test("no block grows beyond its size, and few are short, however the words come")
    func sizes() throws {
        var chance = Chance(state: 7)
        let notes = try TemporaryNotes()
        for size in [1, 5000] + Array(repeating: 1, count: 300) {
            let new = words(size, using: &chance)
            try notes.database.writer.write { try WordTable(db: $0).add(new) }
        }
        try notes.database.writer.read { db in
            let sizes = try Int.fetchAll(db, sql: "SELECT length(CAST(words AS BLOB)) FROM word")
            #expect(sizes.allSatisfy { $0 <= 4100 })
            #expect(sizes.count { $0 < 1900 } <= 2)
        }
    }

    @Test("words are held as a whole only")
    func held() throws {
        let notes = try TemporaryNotes(["a.md": "# Note\n\nbroker brokers partition zulu 2026\n"])
        try notes.database.writer.read { db in
            let table = WordTable(db: db)
            let held = try table.held(["zulu", "broke", "broker", "partitions", "aardvark", "zz"])
            #expect(held == ["zulu", "broker"])
            let none = try table.held([])
            #expect(none == [])
            let text = String(decoding: try table.text(), as: UTF8.self)
            #expect(text == "a broker brokers note partition zulu ")
        }
    }

    @Test("words that are there already change nothing")
    func again() throws {
        let notes = try TemporaryNotes(["a.md": "# Note\n\nbroker brokers partition\n"])
        try notes.database.writer.write { db in
            let before = db.totalChangesCount
            try WordTable(db: db).add(["brokers", "note"])
            #expect(db.totalChangesCount == before)
        }
    }
}
