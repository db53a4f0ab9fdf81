import Foundation
import Testing

/// A folder of notes with a listener of the web beside it, for what `kb` sends.
enum Listener {
    private static let python =
        (((TemporaryNotes.source as NSString).deletingLastPathComponent) as NSString)
        .deletingLastPathComponent + "/.build/python/bin/python3"
    static let hasPython = FileManager.default.isExecutableFile(atPath: python)

    static func note(_ title: String, next: String = "2026-03-03") -> String {
        "---\ntitle: \(title)\nreview_interval_days: 14\nnext_review: \(next)\n---\n\n# \(title)\n"
    }

    /// A listener of the web that writes each message as a line to the file `received`, and answers with `status`.
    private static let listener = """
        import http.server, json
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                status = int(open("status").read())
                if status < 300:
                    with open("received", "a") as file:
                        headers = {name.lower(): value for name, value in self.headers.items()}
                        print(json.dumps({"path": self.path, "headers": headers, "body": body}), file=file, flush=True)
                self.send_response(status)
                self.end_headers()
            def log_message(self, *_): pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        open("port.new", "w").write(str(server.server_port))
        import os
        os.rename("port.new", "port")
        server.serve_forever()
        """

    /// A folder with notes and a listener beside it, which ends with the test.
    static func listening(
        _ notes: [String: String], to script: String = listener, _ test: (TemporaryNotes) async throws -> Void
    ) async throws {
        let folder = try TemporaryNotes(filled: false)
        for (name, text) in notes { try folder.write(text, to: name) }
        let root = URL(fileURLWithPath: folder.notes).deletingLastPathComponent()
        try Data(script.utf8).write(to: root.appendingPathComponent("listener.py"))
        try Data("204".utf8).write(to: root.appendingPathComponent("status"))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: hasPython ? python : "/usr/bin/python3")
        process.arguments = ["listener.py"]
        process.currentDirectoryURL = root
        try process.run()
        defer {
            // The threads of tests block SIGTERM, and the program has inherited that.
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        let start = try folder.run("for i in $(seq 1200); do [ -e port ] && exit 0; sleep 0.05; done; exit 1")
        try #require(start.code == 0, "the listener did not start")
        try await test(folder)
    }

    struct Message: Decodable {
        var path: String
        var headers: [String: String]
        var body: String
    }

    /// What came until now; a line that is still being written is not there yet.
    static func received(by notes: TemporaryNotes) throws -> [Message] {
        let text = try notes.run("cat received 2>/dev/null").output
        guard let end = text.lastIndex(of: "\n") else { return [] }
        return try text[..<end].split(separator: "\n").map {
            try JSONDecoder().decode(Message.self, from: Data($0.utf8))
        }
    }

    /// The notes that a message names.
    static func titles(in message: Message) -> [String] {
        message.body.matches(of: #/"title":"(note\d+)"/#).map { String($0.1) }
    }
}
