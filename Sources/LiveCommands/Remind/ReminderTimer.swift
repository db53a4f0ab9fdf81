import ArgumentParser
import Foundation

/// What runs `kb remind` by itself: units of systemd for a person, or a line for cron. Claims make it safe to have both.
enum ReminderTimer: String, ExpressibleByArgument, CaseIterable {
    case systemd, cron

    private static var program: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "/usr/local/bin/kb"
    }

    var text: String {
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
            ExecStart=\(Self.program) remind

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
            0 9 * * * . "$HOME/.config/kb/remind.env" && \(Self.program) remind

            """
        }
    }
}
