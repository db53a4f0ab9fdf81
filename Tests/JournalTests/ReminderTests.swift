import Fixtures
import Foundation
import GRDB
import Testing

@testable import Journal

@Suite("The journal of reminders")
struct ReminderTests: ~Copyable {
    private let folder: TemporaryFolder
    private var path: String { folder.path("journal.sqlite") }
    private let keys = ["a", "b"].map { ReminderKey(note: $0, due: "2026-03-03") }

    init() throws { folder = try TemporaryFolder() }

    private func unsettled(_ journal: Journal, before: Double = 100) throws -> [String] {
        try journal.unsettledReminders(notes: "/n", channel: "c", before: before).map {
            $0.key.note + ($0.isUncertain ? " uncertain" : " ended")
        }
    }

    @Test("claims that were never settled are told of once, with what is known of them")
    func toldOnce() throws {
        let journal = try Journal(path: path)
        #expect(try journal.claimReminders(keys, notes: "/n", channel: "c", now: 1) == keys)
        try journal.doubtReminders([keys[1]], notes: "/n", channel: "c")
        #expect(try unsettled(journal) == ["a ended", "b uncertain"])
        #expect(try unsettled(journal, before: 1) == [], "their run may still be going on")
        try journal.tellReminders(keys, notes: "/n", channel: "other", now: 2)
        try journal.tellReminders([keys[0]], notes: "/n", channel: "c", now: 2)
        #expect(try unsettled(journal) == ["b uncertain"])
        try journal.tellReminders(keys, notes: "/n", channel: "c", now: 3)
        #expect(try unsettled(journal) == [])
        #expect(try journal.claimReminders(keys, notes: "/n", channel: "c", now: 4) == [], "nor are they sent again")
    }

    @Test("what was settled is in no doubt, and what was given back can be claimed again")
    func settled() throws {
        let journal = try Journal(path: path)
        _ = try journal.claimReminders(keys, notes: "/n", channel: "c", now: 1)
        try journal.settleReminders([keys[0]], notes: "/n", channel: "c", now: 2)
        try journal.releaseReminders([keys[1]], notes: "/n", channel: "c")
        #expect(try unsettled(journal) == [])
        #expect(try journal.claimReminders(keys, notes: "/n", channel: "c", now: 3) == [keys[1]])
    }

    @Test("what is claimed anew is told of anew")
    func claimedAnew() throws {
        let journal = try Journal(path: path)
        _ = try journal.claimReminders(keys, notes: "/n", channel: "c", now: 1)
        try journal.tellReminders(keys, notes: "/n", channel: "c", now: 2)
        try journal.releaseReminders([keys[0]], notes: "/n", channel: "c")
        #expect(try journal.claimReminders(keys, notes: "/n", channel: "c", now: 3) == [keys[0]])
        #expect(try unsettled(journal) == ["a ended"])
    }

    @Test("a journal of before goes on, and the program of before with it")
    func old() throws {
        let old = try DatabaseQueue(path: path)
        try JournalSchema.migrator.migrate(old, upTo: "run sentences")
        let insert = "INSERT OR IGNORE INTO reminder VALUES ('/n', 'c', ?, '2026-03-03', 1, NULL)"
        try old.write { try $0.execute(sql: insert, arguments: ["a"]) }
        let journal = try Journal(path: path)
        try old.write { try $0.execute(sql: insert, arguments: ["b"]) }
        #expect(try unsettled(journal) == ["a ended", "b ended"])
        try journal.tellReminders(keys, notes: "/n", channel: "c", now: 2)
        #expect(try unsettled(journal) == [])
    }
}
