import Foundation
import Testing

@testable import LiveCommands

@Suite("reminders by the program", .serialized)
struct RemindTests {
    /// `KB_KILLS=200` for the full run.
    private static let kills = ProcessInfo.processInfo.environment["KB_KILLS"].flatMap { Int($0) } ?? 8
    private static let hasMsmtp = FileManager.default.isExecutableFile(atPath: "/usr/bin/msmtp")

    private static let now = "export KB_NOW=2026-03-03T09:00:00Z KB_JOURNAL=$PWD/journal.sqlite; "

    @Test("a note is told of once for each date, and again when it falls due anew")
    func once() async throws {
        try await Listener.listening([
            "lag.md": Listener.note("Lag / 延遲"), "later.md": Listener.note("Later", next: "2026-03-10"),
        ]) {
            notes in
            let line = Self.now + "kb remind --url http://kb.example --webhook json=http://127.0.0.1:$(cat port)/x"
            #expect(try notes.run(line).code == 0)
            #expect(try notes.run(line).errors.contains("nothing new is due"))
            let first = try Listener.received(by: notes)
            #expect(first.count == 1)
            #expect(first.first?.body.contains(#""subject":"1 note to review""#) == true)
            #expect(first.first?.body.contains(#""url":"http://kb.example/review/notes/lag""#) == true)
            #expect(try notes.run(line.replacing("2026-03-03T", with: "2026-03-10T")).code == 0)
            #expect(try Listener.received(by: notes).last?.body.contains("Also due: 1.") == true)
            _ = try notes.run(Self.now + "kb review lag --next 2026-03-05")
            #expect(try notes.run(line.replacing("2026-03-03T", with: "2026-03-10T")).code == 0)
            #expect(try Listener.received(by: notes).count == 3)
        }
    }

    @Test("the line for cron runs with the settings that stand above it in the crontab")
    func cron() async throws {
        try await Listener.listening(["lag.md": Listener.note("Lag")]) { notes in
            // Cron sets them itself (crontab(5)), so that no shell reads anything into an address.
            let line = """
                kb remind --print cron > crontab; grep -v '^#' crontab | cut -d ' ' -f 6- > line
                KB_REMIND_WEBHOOK="json=http://127.0.0.1:$(cat port)/cron?a=1&b=2" sh line
                """
            let outcome = try notes.run(Self.now + line)
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(try Listener.received(by: notes).map(\.path) == ["/cron?a=1&b=2"])
            #expect(try notes.run("grep -vc '^#' crontab").output == "1\n")
        }
    }

    @Test("a program in an odd place is named so that cron's shell and systemd find it")
    func oddPlace() {
        let path = "/opt/100% it's/kb"
        // Cron takes the backslash away before the shell reads the line.
        #expect(ReminderTimer.cron.text(for: path).hasSuffix(#"* '/opt/100'\%' it'\''s/kb' remind"# + "\n"))
        #expect(ReminderTimer.systemd.text(for: path).contains("ExecStart=\"/opt/100%% it's/kb\" remind\n"))
        // The letter is one character with the mark after it.
        #expect(ReminderTimer.cron.text(for: "/\u{D4E}'kb").hasSuffix("* '/\u{D4E}'" + #"\''kb' remind"# + "\n"))
        #expect(ReminderTimer.systemd.text(for: "/\u{D4E}%kb").contains("=\"/\u{D4E}%%kb\" remind\n"))
        #expect(ReminderTimer.systemd.text(for: "/usr/bin/kb").contains("ExecStart=/usr/bin/kb remind\n"))
    }

    @Test("a mail program is judged by how it ends, not by how much it says or reads")
    func mailProgram() throws {
        let notes = try TemporaryNotes(filled: false)
        // More than a pipe holds, so that a program that reads nothing is noticed.
        for number in 0..<20 {
            let title = "note\(number) " + String(repeating: "long ", count: 1_000)
            try notes.write(Listener.note(title + "end"), to: "note\(number).md")
        }
        func remind(_ script: String) throws -> Shell.Outcome {
            try notes.run(
                Self.now + "printf '#!/bin/sh\\n%s\\n' '\(script)' > mailer; chmod +x mailer; "
                    + "KB_SENDMAIL=$PWD/mailer kb remind --mail a@example.org")
        }
        for script in [
            "cat > message; echo refused >&2; seq 20000 >&2; exit 75", "echo refused >&2; exit 75",
            "exec 0<&-; echo refused >&2; seq 20000 >&2; exit 75",
        ] {
            let refused = try remind(script)
            #expect(refused.code == 2)
            #expect(refused.errors.contains("a@example.org: not delivered (refused). The next run tries again."))
        }
        #expect(try remind("seq 20000 >&2").errors.contains("a@example.org: sent; notes in it: 20."))
        #expect(try remind("cat > message").errors.contains("nothing new is due"))
    }

    @Test("a message of which nobody knows whether it arrived is told of once, and is no run that ended in the middle")
    func uncertain() async throws {
        // It takes the message, and goes without an answer.
        let server = """
            import http.server, os
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_POST(self):
                    self.rfile.read(int(self.headers["Content-Length"]))
                def log_message(self, *_): pass
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            open("port.new", "w").write(str(server.server_port))
            os.rename("port.new", "port")
            server.serve_forever()
            """
        try await Listener.listening(["lag.md": Listener.note("Lag")], to: server) { notes in
            let line = Self.now + "kb remind --webhook http://127.0.0.1:$(cat port)/"
            let first = try notes.run(line)
            #expect(first.code == 2)
            #expect(first.errors.contains("nobody knows whether it was delivered"))
            for hour in ["10", "11"] {
                let later = try notes.run(line.replacing("T09", with: "T" + hour))
                #expect(later.code == 0)
                #expect(!later.errors.contains("in the middle") && !later.errors.contains("earlier run"))
            }
        }
    }

    @Test("a run that ended in the middle is told of once")
    func unsettledOnce() async throws {
        try await Listener.listening(["lag.md": Listener.note("Lag")]) { notes in
            let line = Self.now + "kb remind --webhook json=http://127.0.0.1:$(cat port)/"
            // As after a kill between sending and settling, the claim is all there is.
            let forget = """
                import sqlite3
                journal = sqlite3.connect("journal.sqlite")
                journal.execute("UPDATE reminder SET sent = NULL")
                journal.commit()
                """
            let first = try notes.run(line + "; python3 -c '\(forget)'")
            #expect(first.code == 0, "\(first.errors)")
            let said = "reminders that may not have arrived: 1 (lag)"
            #expect(try notes.run(line.replacing("T09", with: "T10")).errors.contains(said))
            #expect(try !notes.run(line.replacing("T09", with: "T11")).errors.contains(said))
            #expect(try Listener.received(by: notes).count == 1)
        }
    }

    @Test("each service gets its own form, in the person's language")
    func services() async throws {
        try await Listener.listening(["a.md": Listener.note("A <b> & @everyone / 甲"), "b.md": Listener.note("乙")]) {
            notes in
            for service in ["slack", "discord", "mattermost", "ntfy", "json"] {
                let line =
                    "export KB_LANG=zh-Hant; kb remind --webhook \(service)=http://127.0.0.1:$(cat port)/\(service)"
                #expect(try notes.run(Self.now + line).code == 0)
            }
            let messages = try Listener.received(by: notes)
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
    func refused(status: String) async throws {
        try await Listener.listening(["lag.md": Listener.note("Lag")]) { notes in
            let line = Self.now + "kb remind --webhook http://127.0.0.1:$(cat port)/"
            let first = try notes.run("echo \(status) > status; " + line)
            #expect(first.code == 2)
            #expect(first.errors.contains("The next run tries again"))
            #expect(try notes.run(Self.now + "kb remind --webhook http://127.0.0.1:$(cat port)/").code == 2)
            #expect(try notes.run("echo 200 > status; " + line).code == 0)
            #expect(try Listener.received(by: notes).count == 1)
            #expect(try notes.run(Self.now + "kb remind --webhook http://127.0.0.1:1/").code == 2)
        }
    }

    @Test("quiet hours and a dry run send and remember nothing; wrong settings are said")
    func quiet() async throws {
        try await Listener.listening(["lag.md": Listener.note("Lag")]) { notes in
            let line = Self.now + "kb remind --webhook http://127.0.0.1:$(cat port)/"
            #expect(try notes.run(line + " --quiet 22:00-10:00").errors.contains("quiet"))
            let dry = try notes.run(line + " --dry-run")
            #expect(dry.output.contains("1 note to review\n- Lag (today · every 14 days · recall 90 %)"))
            #expect(try Listener.received(by: notes).isEmpty)
            #expect(try notes.run(line + " --quiet 22:00-08:00").code == 0)
            #expect(try Listener.received(by: notes).count == 1)
            for wrong in ["--mail -oX", "--mail a@b,c@d", "--webhook ftp://x", "--quiet 7", ""] {
                #expect(try notes.run(Self.now + "kb remind " + wrong).code == 2)
            }
        }
    }

    @Test("timers at once tell of a note once")
    func together() async throws {
        let names = (1...20).map { "note\($0)" }
        let all = names.map { ($0 + ".md", Listener.note($0, next: "2026-01-15")) }
        try await Listener.listening(Dictionary(uniqueKeysWithValues: all)) { notes in
            let port = try notes.run("cat port").output
            let processes = try (0..<6).map { _ in
                try notes.start(["remind", "--webhook", "http://127.0.0.1:\(port)/"])
            }
            for process in processes { process.waitUntilExit() }
            let told = try Listener.received(by: notes).flatMap { Listener.titles(in: $0) }
            #expect(told.sorted() == names.sorted())
        }
    }

    @Test("a reminder that is killed at any moment is sent once or told of as lost, never sent twice")
    func killed() async throws {
        try await Listener.listening(["note1.md": Listener.note("note1")]) { notes in
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
                try notes.write(Listener.note("note1", next: day), to: "note1.md")
                _ = try notes.run("limit=\(Double.random(in: 0.001...0.2)); " + remind(day))
                _ = try notes.run("limit=60; " + remind(day))
                let told = try Listener.received(by: notes).count { $0.path == "/" + day }
                #expect(told <= 1, "told twice of \(day)")
                if told == 0 {
                    let later = try notes.run("limit=60; " + remind(day, hour: "12"))
                    #expect(later.errors.contains("reminders that may not have arrived: 1 (note1)"))
                }
            }
            #expect(try !Listener.received(by: notes).isEmpty)
            #expect(Set(days).count == Self.kills)
        }
    }

    @Test(
        "mail goes through a real sendmail to a real server, in both languages",
        .enabled(if: Listener.hasPython && hasMsmtp, "needs msmtp, and .build/python, which make test makes"))
    func mail() async throws {
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
        try await Listener.listening(["lag.md": Listener.note(title)], to: server) { notes in
            let settings =
                "printf 'account default\\nhost 127.0.0.1\\nport %s\\n' $(cat port) > msmtprc; "
                + "printf '#!/bin/sh\\nexec msmtp -C '$PWD'/msmtprc \"$@\"\\n' > sendmail; chmod 600 msmtprc; "
                + "chmod 755 sendmail; export KB_SENDMAIL=$PWD/sendmail KB_REMIND_FROM=kb@example.org; "
            for language in ["en", "zh-Hant"] {
                let line = "KB_LANG=\(language) kb remind --mail \(language)@example.org"
                let outcome = try notes.run(Self.now + settings + line)
                #expect(outcome.code == 0, "\(outcome.errors)")
            }
            let mails = try Listener.received(by: notes)
            #expect(mails.map(\.path) == ["kb@example.org en@example.org", "kb@example.org zh-Hant@example.org"])
            #expect(mails.map { $0.headers["subject"] } == ["1 note to review", "1 篇筆記該複習了"])
            #expect(mails.first?.headers["date"] == "Tue, 03 Mar 2026 09:00:00 +0000")
            for mail in mails { #expect(mail.body.contains(title)) }
        }
    }

    @Test("a title is no markup on the desktop")
    func desktop() throws {
        let notes = try TemporaryNotes(filled: false)
        try notes.write(
            "---\ntitle: '<a href=\"https://evil.example\">A & B</a> \\074b \u{D4E}<i>'\nreview_interval_days: 3\n"
                + "next_review: 2026-03-01\n---\n", to: "a.md")
        let outcome = try notes.run(
            Self.now
                + "mkdir bin; printf '#!/bin/sh\\nfor word; do printf %%s \"$word\"; done > said\\n' > bin/notify-send; "
                + "chmod +x bin/notify-send; PATH=$PWD/bin:$PATH kb remind --desktop; cat said")
        // The program takes half of the backslashes away.
        let title = #"&lt;a href="https://evil.example"&gt;A &amp; B&lt;/a&gt; \\074b "# + "\u{D4E}&lt;i&gt;"
        #expect(outcome.output.contains("- \(title) ("), "\(outcome)")
    }
}
