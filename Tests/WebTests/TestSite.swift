import Fixtures
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Index
import Journal
import KnowledgeBase
import Live
import Logging
import NIOCore
import Notes

@testable import Web

/// A folder of notes of its own with a server over it, for one test.
final class TestSite: Sendable {
    let folder: String
    let server: WebServer
    private let temporary: TemporaryFolder

    /// The day that tests take for today.
    static let today = CalendarDate(year: 2026, month: 3, day: 1)

    /// The package's root folder.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// - Parameters:
    ///   - notes: text by path.
    ///   - database: the index file, where it is not beside the notes.
    ///   - runs: how it runs commands; nil where it runs none.
    init(
        _ notes: [String: String] = TestSite.notes, database: String? = nil, withJournal: Bool = false,
        runs: UserConfiguration? = nil,
        configure: (inout WebConfiguration) -> Void = { _ in }
    ) throws {
        temporary = try TemporaryFolder()
        folder = temporary.path
        try FileManager.default.createDirectory(atPath: folder + "/notes", withIntermediateDirectories: true)
        for (path, text) in notes { try Self.write(text, to: folder + "/notes/" + path) }
        let environment = ["KB_DATABASE": database ?? folder + "/index.sqlite"]
        let place = try NotesFolder(flag: folder + "/notes", environment: environment, workingDirectory: folder)
        var configuration = WebConfiguration(
            port: 0, staticFolder: Self.root + "/static", scriptsFolder: folder,
            today: { Self.today ?? .init(daysSinceEpoch: 0) })
        let journal = withJournal || runs != nil ? try Journal(path: folder + "/journal.sqlite") : nil
        if let runs, let journal { configuration.runs = RunSite.settings(runs, journal) }
        configure(&configuration)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        server = try WebServer(try KnowledgeBase(place, for: .server), configuration, journal: journal, logger: logger)
    }

    deinit { server.stopWatching() }

    func write(_ text: String, to path: String) throws { try Self.write(text, to: folder + "/notes/" + path) }

    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: folder + "/notes/" + path) }

    private static func write(_ text: String, to path: String) throws {
        let parent = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    /// Asks for a page without a socket.
    func get(
        _ path: String, method: HTTPRequest.Method = .get, headers: HTTPFields = [:], body: String? = nil
    ) async throws -> PageAnswer {
        try await Application(responder: server.responder).test(.router) { client in
            let response = try await client.executeRequest(
                uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
            return PageAnswer(
                status: response.status, headers: response.headers, body: Data(response.body.readableBytesView))
        }
    }

    /// Sends a form without a socket.
    func post(_ path: String, _ form: String, headers: HTTPFields = [:]) async throws -> PageAnswer {
        try await Application(responder: server.responder).test(.router) { client in
            let response = try await client.executeRequest(
                uri: path, method: .post, headers: headers, body: ByteBuffer(string: form))
            return PageAnswer(
                status: response.status, headers: response.headers, body: Data(response.body.readableBytesView))
        }
    }

    /// The text of a page.
    func text(_ path: String, language: String = "en") async throws -> String {
        try await get(path, headers: [.acceptLanguage: language]).text
    }
}

struct PageAnswer: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: Data

    var text: String { String(decoding: body, as: UTF8.self) }
}

extension TestSite {
    /// A runbook, a draft chapter before it, and two notes with one id.
    static let notes = [
        "20_queue_operations.md": """
        ---
        title: "Queue Operations / 佇列維運"
        domain: backend
        category: messaging
        tags: [queue, operations]
        created: 2026-01-10
        updated: 2026-02-20
        status: active
        series: backend
        chapter: "20"
        review_interval_days: 14
        next_review: 2026-02-26
        owner: lin
        ---

        # Queue Operations / 佇列維運

        ## Symptoms / 常見症狀

        | # | Symptom | Impact | Urgency |
        |---|---------|--------|---------|
        | S1 | Backlog grows / 積壓增加 | Orders are late | Critical |
        | S2 | Consumer restarts | Throughput halves | Medium |

        ## Detection Commands / 偵測指令

        ### S1: Backlog

        ```bash
        $ queuectl depth --queue orders
        ```

        ```promql
        queue_depth > 1000
        ```

        ## Causes & Resolutions / 原因與解法

        ### S1: Backlog — too few consumers

        Start more consumers, see [[19_queue_deep_dive#Flow control]].

        ```bash
        queuectl scale --consumers 8
        ```

        ## Cross-references / 交叉引用

        - [[19_queue_deep_dive|the deep dive]] explains flow control
        - [[nobody_wrote_this]] is missing

        """,
        "19_queue_deep_dive.md": """
        ---
        title: Queue Deep Dive
        series: backend
        chapter: "9"
        status: draft
        updated: 2026-02-01
        tags: [queue]
        ---

        # Queue Deep Dive

        ## Flow control

        The broker slows producers down. See [operations](20_queue_operations.md#s1-resolve).

        > [!WARNING]
        > Never turn it off.

        - [ ] read the paper

        """,
        "east/index.md": "---\ntitle: East\n---\n\n# East\n\nThe eastern region.\n",
        "west/index.md": "---\ntitle: West\n---\n\n# West\n\nThe western region.\n",
    ]
}
