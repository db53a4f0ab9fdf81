import Foundation

/// What standard output is connected to, and what the person asked of it.
package struct Terminal: Sendable {
    /// Whether a person reads standard output, rather than a program or a file.
    package let isTerminal: Bool
    /// In cells.
    package let width: Int
    /// In lines.
    package let height: Int
    /// Colours where the terminal and the person want them.
    package let style: Style
    /// How wide characters are here.
    package let cells: CellWidth

    /// Asks the terminal for its size, and the environment where it has none; else it is 80 cells by 24 lines.
    package init(color: Style.Choice, environment: [String: String]) {
        isTerminal = isatty(STDOUT_FILENO) == 1
        var size = winsize()
        let answer = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
        let isMeasured = isTerminal && answer == 0
        func number(_ names: String...) -> Int? {
            names.lazy.compactMap { environment[$0].flatMap { Int($0) } }.first { (1...10_000).contains($0) }
        }
        let measured = isMeasured && size.ws_col > 0 ? Int(size.ws_col) : nil
        // A preview of fzf is no terminal, but says how wide it is.
        width = min(measured ?? number("FZF_PREVIEW_COLUMNS", "COLUMNS") ?? 80, 10_000)
        height = isMeasured && size.ws_row > 0 ? Int(size.ws_row) : number("LINES") ?? 24
        style = Style(color, isTerminal: isTerminal, environment: environment)
        cells = CellWidth(ambiguous: environment["KB_AMBIWIDTH"] == "2" ? 2 : 1)
    }

    /// The width in which running text stays readable, in cells.
    var readingWidth: Int { max(20, min(width, 100)) }
}
