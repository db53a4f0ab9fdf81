import Foundation
import Testing

@Suite("reminders by the program", .serialized)
struct RemindTests {
    /// `KB_KILLS=200` for the full run.
    private static let kills = ProcessInfo.processInfo.environment["KB_KILLS"].flatMap { Int($0) } ?? 8
    private static let python =
        (((TemporaryNotes.source as NSString).deletingLastPathComponent) as NSString)
        .deletingLastPathComponent + "/.build/python/bin/python3"
    private static let hasPython = FileManager.default.isExecutableFile(atPath: python)
    private static let hasMsmtp = FileManager.default.isExecutableFile(atPath: "/usr/bin/msmtp")

    private static let now = "export KB_NOW=2026-03-03T09:00:00Z KB_JOURNAL=$PWD/journal.sqlite; "

    private static func note(_ title: String, next: String = "2026-03-03") -> String {
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
    private static func listening(
        _ notes: [String: String], to script: String = listener, _ test: (borrowing TemporaryNotes) throws -> Void
    ) throws {
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
        let start = try folder.run("for i in $(seq 200); do [ -e port ] && exit 0; sleep 0.05; done; exit 1")
        try #require(start.code == 0, "the listener did not start")
        try test(folder)
    }

    private struct Message: Decodable {
        var path: String
        var headers: [String: String]
        var body: String
    }

    private static func received(by notes: borrowing TemporaryNotes) throws -> [Message] {
        try notes.run("cat received 2>/dev/null").output.split(separator: "\n")
            .map { try JSONDecoder().decode(Message.self, from: Data($0.utf8)) }
    }

    @Test("a note is told of once for each date, and again when it falls due anew")
    func once() throws {
        try Self.listening(["lag.md": Self.note("Lag / 延遲"), "later.md": Self.note("Later", next: "2026-03-10")]) {
            notes in
            let line = Self.now + "kb remind --url http://kb.example --webhook json=http://127.0.0.1:$(cat port)/x"
            #expect(try notes.run(line).code == 0)
            #expect(try notes.run(line).errors.contains("nothing new is due"))
            let first = try Self.received(by: notes)
            #expect(first.count == 1)
            #expect(first.first?.body.contains(#""subject":"1 note to review""#) == true)
            #expect(first.first?.body.contains(#""url":"http://kb.example/review/notes/lag""#) == true)
            #expect(try notes.run(line.replacing("2026-03-03T", with: "2026-03-10T")).code == 0)
            #expect(try Self.received(by: notes).last?.body.contains("1 more are due") == true)
            _ = try notes.run(Self.now + "kb review lag --next 2026-03-05")
            #expect(try notes.run(line.replacing("2026-03-03T", with: "2026-03-10T")).code == 0)
            #expect(try Self.received(by: notes).count == 3)
        }
    }

    @Test("each service gets its own form, in the person's language")
    func services() throws {
        try Self.listening(["a.md": Self.note("A <b> & @everyone / 甲"), "b.md": Self.note("乙")]) { notes in
            for service in ["slack", "discord", "mattermost", "ntfy", "json"] {
                let line =
                    "export KB_LANG=zh-Hant; kb remind --webhook \(service)=http://127.0.0.1:$(cat port)/\(service)"
                #expect(try notes.run(Self.now + line).code == 0)
            }
            let messages = try Self.received(by: notes)
            #expect(messages.map(\.path) == ["/slack", "/discord", "/mattermost", "/ntfy", "/json"])
            for message in messages where message.path != "/ntfy" {
                #expect(message.body.contains("2 篇筆記該複習了"))
                #expect(try JSONSerialization.jsonObject(with: Data(message.body.utf8)) is [String: Any])
            }
            #expect(messages[0].body.contains("A &lt;b&gt; &amp; @everyone"))
            #expect(messages[1].body.contains(#""allowed_mentions":{"parse":[]}"#))
            #expect(messages[3].headers["title"] == "=?utf-8?B?MiDnr4fnrYboqJjoqbLopIfnv5LkuoY=?=")
            #expect(messages[3].body.contains("乙"))
        }
    }

    @Test("what is refused is tried again; what nobody answers too", arguments: ["500", "404", "302"])
    func refused(status: String) throws {
        try Self.listening(["lag.md": Self.note("Lag")]) { notes in
            let line = Self.now + "kb remind --webhook http://127.0.0.1:$(cat port)/"
            let first = try notes.run("echo \(status) > status; " + line)
            #expect(first.code == 2)
            #expect(first.errors.contains("The next run tries again"))
            #expect(try notes.run(Self.now + "kb remind --webhook http://127.0.0.1:$(cat port)/").code == 2)
            #expect(try notes.run("echo 200 > status; " + line).code == 0)
            #expect(try Self.received(by: notes).count == 1)
            #expect(try notes.run(Self.now + "kb remind --webhook http://127.0.0.1:1/").code == 2)
        }
    }

    @Test("quiet hours and a dry run send and remember nothing; wrong settings are said")
    func quiet() throws {
        try Self.listening(["lag.md": Self.note("Lag")]) { notes in
            let line = Self.now + "kb remind --webhook http://127.0.0.1:$(cat port)/"
            #expect(try notes.run(line + " --quiet 22:00-10:00").errors.contains("quiet"))
            let dry = try notes.run(line + " --dry-run")
            #expect(dry.output.contains("1 note to review\n- Lag (today · every 14 days · recall 90 %)"))
            #expect(try Self.received(by: notes).isEmpty)
            #expect(try notes.run(line + " --quiet 22:00-08:00").code == 0)
            #expect(try Self.received(by: notes).count == 1)
            for wrong in ["--mail -oX", "--mail a@b,c@d", "--webhook ftp://x", "--quiet 7", ""] {
                #expect(try notes.run(Self.now + "kb remind " + wrong).code == 2)
            }
        }
    }

    @Test("timers at once tell of a note once")
    func together() throws {
        let names = (1...20).map { "note\($0)" }
        let all = names.map { ($0 + ".md", Self.note($0, next: "2026-01-15")) }
        try Self.listening(Dictionary(uniqueKeysWithValues: all)) { notes in
            let port = try notes.run("cat port").output
            let processes = try (0..<6).map { _ in
                try notes.start(["remind", "--webhook", "http://127.0.0.1:\(port)/"])
            }
            for process in processes { process.waitUntilExit() }
            let told = try Self.received(by: notes).flatMap { Self.titles(in: $0) }
            #expect(told.sorted() == names.sorted())
        }
    }

    private static func titles(in message: Message) -> [String] {
        message.body.matches(of: #/"title":"(note\d+)"/#).map { String($0.1) }
    }

    @Test("a reminder that is killed at any moment is sent once or told of as lost, never sent twice")
    func killed() throws {
        try Self.listening(["note1.md": Self.note("note1")]) { notes in
            var days: [String] = []
            func remind(_ day: String, hour: String = "09") -> String {
                Self.now.replacing("2026-03-03T09", with: "\(day)T\(hour)")
                    + "timeout -s KILL $limit kb remind --webhook http://127.0.0.1:$(cat port)/\(day)"
            }
            for number in 0..<Self.kills {
                let year = 2027 + number / 336
                let day =
                    "\(year)-\(String(101 + number / 28 % 12).dropFirst())-\(String(101 + number % 28).dropFirst())"
                days.append(day)
                try notes.write(Self.note("note1", next: day), to: "note1.md")
                _ = try notes.run("limit=\(Double.random(in: 0.001...0.2)); " + remind(day))
                _ = try notes.run("limit=60; " + remind(day))
                let told = try Self.received(by: notes).count { $0.path == "/" + day }
                #expect(told <= 1, "told twice of \(day)")
                if told == 0 {
                    let later = try notes.run("limit=60; " + remind(day, hour: "12"))
                    #expect(later.errors.contains("1 reminders may not have arrived: note1"))
                }
            }
            #expect(try !Self.received(by: notes).isEmpty)
            #expect(Set(days).count == Self.kills)
        }
    }

    @Test(
        "mail goes through a real sendmail to a real server, in both languages",
        .enabled(if: hasPython && hasMsmtp, "needs msmtp, and .build/python, which make test makes"))
    func mail() throws {
        let server = """
            import asyncio, email, email.policy, json, os
            from aiosmtpd.smtp import SMTP
            class Handler:
                async def handle_DATA(self, server, session, envelope):
                    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
                    with open("received", "a") as file:
                        print(json.dumps({"path": envelope.mail_from + " " + ",".join(envelope.rcpt_tos),
                            "headers": {name.lower(): str(value) for name, value in message.items()},
                            "body": message.get_content()}), file=file, flush=True)
                    return "250 OK"
            async def main():
                server = await asyncio.get_running_loop().create_server(
                    lambda: SMTP(Handler(), hostname="localhost"), "127.0.0.1", 0)
                open("port.new", "w").write(str(server.sockets[0].getsockname()[1]))
                os.rename("port.new", "port")
                await server.serve_forever()
            asyncio.run(main())
            """
        let title = "Consumer lag that grows and grows until nobody can read on / 消費者延遲持續攀升直到沒有人看得下去為止"
        try Self.listening(["lag.md": Self.note(title)], to: server) { notes in
            let settings =
                "printf 'account default\\nhost 127.0.0.1\\nport %s\\n' $(cat port) > msmtprc; "
                + "printf '#!/bin/sh\\nexec msmtp -C '$PWD'/msmtprc \"$@\"\\n' > sendmail; chmod 600 msmtprc; "
                + "chmod 755 sendmail; export KB_SENDMAIL=$PWD/sendmail KB_REMIND_FROM=kb@example.org; "
            for language in ["en", "zh-Hant"] {
                let line = "KB_LANG=\(language) kb remind --mail \(language)@example.org"
                let outcome = try notes.run(Self.now + settings + line)
                #expect(outcome.code == 0, "\(outcome.errors)")
            }
            let mails = try Self.received(by: notes)
            #expect(mails.map(\.path) == ["kb@example.org en@example.org", "kb@example.org zh-Hant@example.org"])
            #expect(mails.map { $0.headers["subject"] } == ["1 note to review", "1 篇筆記該複習了"])
            #expect(mails.first?.headers["date"] == "Tue, 03 Mar 2026 09:00:00 +0000")
            for mail in mails { #expect(mail.body.contains(title)) }
        }
    }
}
