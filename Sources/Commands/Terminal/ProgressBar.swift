import Foundation

/// A bar on standard error for work that takes long enough to wonder about; silent where nobody looks.
struct ProgressBar {
    private let isShown = StandardStream.error.isTerminal
    private let label: String
    private let begun = Self.milliseconds
    private var drawn = Int64.min

    init(_ label: String) {
        self.label = label
    }

    /// Draws how far the work has come, at most twenty times a second, and only after a third of a second.
    mutating func show(_ done: Int, of total: Int) {
        guard isShown, total > 0 else { return }
        let now = Self.milliseconds
        guard now - begun > 300, drawn == Int64.min || now - drawn > 50 else { return }
        drawn = now
        let filled = min(24, 24 * min(done, total) / total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
        try? StandardStream.error.write("\r\u{1B}[K\(label) \(bar) \(done)/\(total)")
    }

    /// Takes the bar away.
    func end() {
        guard drawn != Int64.min else { return }
        try? StandardStream.error.write("\r\u{1B}[K")
    }

    private static var milliseconds: Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
