import Foundation

/// `kb serve` over a folder of notes on loopback; ended by `stop`.
struct ServedNotes {
    let port: UInt16
    private let process: ChildProcess
    private let folder: URL

    var address: String { "http://127.0.0.1:\(port)" }

    /// Writes the notes, starts the server, and waits until it listens.
    ///
    /// - Parameter options: of `kb serve`.
    init(_ notes: [String: String], in folder: URL, environment: [String: String], options: [String] = []) async throws
    {
        let root = folder.appending(path: "notes")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        for (path, text) in notes { try text.write(to: root.appending(path: path), atomically: true, encoding: .utf8) }
        port = try FreePort.find()
        self.folder = folder
        var variables = environment
        variables["KB_DATABASE"] = folder.path + "/index.sqlite"
        variables["KB_JOURNAL"] = folder.path + "/journal.sqlite"
        variables["KB_STATIC"] = SharedFolder.checkout.path + "/static"
        let arguments =
            variables.map { "\($0.key)=\($0.value)" } + [
                Self.program, "--notes", root.path, "serve", "--port", "\(port)",
            ] + options
        process = try ChildProcess(
            "/usr/bin/env", arguments, in: folder, output: folder.appending(path: "serve.log"))
        try await process.waitUntilListening(at: port)
    }

    /// The program, built beside the tests.
    static var program: String {
        Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL.deletingLastPathComponent()
            .appending(path: "kb").path ?? SharedFolder.checkout.path + "/.build/debug/kb"
    }

    /// Runs a verb of kb over the notes of a folder, in English.
    static func kb(_ arguments: [String], in folder: URL) throws -> (status: Int32, said: String) {
        try run(
            "/usr/bin/env",
            ["KB_LANG=en", "KB_NOTES=\(folder.path)/notes", "KB_DATABASE=\(folder.path)/verb.sqlite", program]
                + arguments)
    }

    /// What stands at a path.
    func get(_ path: String, headers: [String] = []) throws -> String {
        try run("/usr/bin/curl", ["-sS", "--max-time", "30"] + headers.flatMap { ["-H", $0] } + [address + path]).said
    }

    /// Asks until what stands at a path is wanted, for a minute at most; what it saw last.
    func get(_ path: String, until isWanted: (String) -> Bool) async throws -> String {
        let end = ContinuousClock.now.advanced(by: .seconds(60))
        while true {
            let text = try get(path)
            if isWanted(text) || ContinuousClock.now > end { return text }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// What it said on standard error.
    var log: String { (try? String(contentsOf: folder.appending(path: "serve.log"), encoding: .utf8)) ?? "" }

    func stop() { process.stop() }
}

extension ServedNotes {
    /// A runbook whose symptoms measure `test_queue_length`.
    static let runbook = """
        ---
        title: "Queue / 佇列"
        ---

        ## Symptoms / 常見症狀

        | # | 症狀 | 影響 | 緊急度 |
        |---|------|------|--------|
        | S1 | Queue grows / 佇列變長 | 訂單延遲 | Critical |
        | S2 | Queue is gone | nothing | Low |

        ## Detection Commands / 偵測指令

        ### S1: Length

        ```promql
        test_queue_length > 100
        ```

        ### S2: Gone

        ```promql
        test_other_length < 1
        ```
        """

    /// A runbook with a parameter.
    static let parameterised = """
        ## Symptoms

        | # | Symptom | Urgency |
        |---|---------|---------|
        | S1 | Topic | Low |

        ## Detection commands

        ### S1

        ```promql
        test_topic{queue="my-queue"} > 5
        ```
        """
}
