import Foundation
import Testing

@Suite("The standard streams of a server")
struct ServerStreamTests {
    @Test(
        "it lives where they are closed, full, or read by nobody",
        arguments: ["2>&-", "0<&- 1>&- 2>&-", "2>/dev/full", "2>pipe"])
    func serves(redirection: String) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kb-test-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appending(path: "notes"), withIntermediateDirectories: true)
        try Data("# Queue\n".utf8).write(to: folder.appending(path: "notes/queue.md"))
        let port = try FreePort.find()
        // Who opened the pipe to read it has gone when something is written.
        let script = """
            export KB_DATABASE=index.sqlite KB_JOURNAL=journal.sqlite KB_STATIC='\(SharedFolder.checkout.path)/static'
            mkfifo pipe
            if [ '\(redirection)' = '2>pipe' ]; then true < pipe & fi
            exec '\(ServedNotes.program)' --notes notes serve --port \(port) \(redirection)
            """
        let process = try ChildProcess(
            "/bin/sh", ["-c", script], in: folder, output: folder.appending(path: "serve.log"))
        do {
            try await process.waitUntilListening(at: port)
            let answer = try run("/usr/bin/curl", ["-sS", "--max-time", "30", "http://127.0.0.1:\(port)/healthz"])
            #expect(answer.said == "ok\n")
        } catch {
            Issue.record(error)
        }
        kill(process.pid, SIGTERM)
        #expect(process.wait() == 0)
    }
}
