import ArgumentParser
import Commands
import Foundation
import KnowledgeBase
import Notes

/// What runs `kb remind` by itself: units of systemd for a person, or a line for cron. Claims make it safe to have both.
enum ReminderTimer: String, ExpressibleByArgument, CaseIterable {
    case systemd, cron

    /// This program, wherever it was started from.
    static var program: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "/usr/local/bin/kb"
    }

    /// What to put into the files of the timer.
    ///
    /// - Parameters:
    ///   - program: the path of `kb`.
    ///   - notes: the absolute path of the notes folder; nil for the one that the environment names.
    func text(for program: String, notes: String? = nil) -> String {
        switch self {
        case .systemd:
            """
            # ~/.config/systemd/user/kb-remind.service
            [Unit]
            Description=Remind of notes to review

            [Service]
            Type=oneshot
            # KB_NOTES=, KB_REMIND_MAIL= and the like, one a line.
            EnvironmentFile=%h/.config/kb/remind.env
            ExecStart=\(call([program, "remind"], notes, Self.inUnit))

            # ~/.config/systemd/user/kb-remind.timer
            [Unit]
            Description=Remind of notes to review every morning

            [Timer]
            OnCalendar=*-*-* 09:00
            Persistent=true

            [Install]
            WantedBy=timers.target

            # then: systemctl --user daemon-reload && systemctl --user enable --now kb-remind.timer

            """
        case .cron:
            """
            # KB_NOTES=, KB_REMIND_MAIL= and the like, one a line, above the next: cron takes them as they stand.
            0 9 * * * \(call([program, "remind"], notes, Self.inCrontab))

            """
        }
    }

    private func call(_ words: [String], _ notes: String?, _ quoted: (String) -> String) -> String {
        (words + (notes.map { ["--notes", $0] } ?? [])).map(quoted).joined(separator: " ")
    }

    /// Characters that neither a shell nor systemd reads anything into.
    private static func isPlain(_ path: String) -> Bool {
        path.utf8.allSatisfy { byte in
            byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
                || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || "/._-+@,:".utf8.contains(byte)
        }
    }

    /// As a word of the shell in a crontab, where a `%` would end the line.
    private static func inCrontab(_ path: String) -> String {
        guard !isPlain(path) else { return path }
        return ShellWord.inQuotes(path).escaping(["%": #"'\%'"#])
    }

    /// As a word of a systemd unit, where `%` begins a specifier and `$` a variable.
    private static func inUnit(_ path: String) -> String {
        guard !isPlain(path) else { return path }
        return "\"" + path.escaping(["\\": #"\\"#, "\"": #"\""#, "%": "%%", "$": "$$"]) + "\""
    }
}
