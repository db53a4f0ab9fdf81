import Catalogue
import Foundation
import Index
import KnowledgeBase

/// `kb search -i`: the terminal as a search box, until a note is opened or the person leaves.
struct InteractiveSearch {
    let session: Session
    let display: DisplayOptions

    /// Hits that are asked for at each key.
    private static let mostHits = 50
    private static let alternateScreen = (on: "\u{1B}[?1049h", off: "\u{1B}[?1049l")

    /// - Throws: `Failure`; the terminal is then as it was before.
    func run(query: String) throws {
        var terminal = Terminal(color: display.color, environment: session.environment)
        guard terminal.isTerminal, let mode = RawMode() else {
            throw Failure.unavailable(sentence: Interface.words("terminal.search.no-terminal"))
        }
        var screen = SearchScreen(
            query: query, words: Interface.words, style: terminal.style, cells: terminal.cells)
        try StandardStream.output.write(Self.alternateScreen.on)
        defer {
            mode.end()
            try? StandardStream.output.write(Self.alternateScreen.off)
        }
        try screen.show(search(query))
        var pending: [UInt8] = []
        while true {
            // The window may have another size by now.
            terminal = Terminal(color: display.color, environment: session.environment)
            let lines = screen.lines(width: terminal.width, height: terminal.height)
            try StandardStream.output.write("\u{1B}[H\u{1B}[J" + lines.joined(separator: "\r\n"))
            guard let bytes = mode.read() else { return }
            let (keys, rest) = TypedKey.keys(in: pending + bytes)
            pending = Array((pending + bytes).suffix(rest))
            var isChanged = false
            for key in keys {
                switch key {
                case .leave: return
                case .enter, .browser:
                    if isChanged { try screen.show(search(screen.query)) }
                    isChanged = false
                    guard let hit = screen.chosen else { continue }
                    mode.end()
                    try StandardStream.output.write(Self.alternateScreen.off)
                    try open(hit, inBrowser: key == .browser)
                    return
                default: isChanged = screen.take(key) || isChanged
                }
            }
            if isChanged { try screen.show(search(screen.query)) }
        }
    }

    private func search(_ query: String) throws -> SearchAnswer {
        let request = SearchRequest(query, limit: Self.mostHits, today: try Clock.today(session.environment))
        return try session.base.ask { try $0.search(request) }
    }

    private func open(_ hit: SearchHit, inBrowser: Bool) throws {
        guard inBrowser else {
            guard
                Editor(environment: session.environment).open(session.base.folder.root + "/" + hit.path, line: hit.line)
            else { throw Failure.unavailable(sentence: Interface.words("terminal.search.no-editor")) }
            return
        }
        let addresses = NoteAddresses(sharedIDs: try session.base.ask { try $0.sharedIDs() })
        let server = try PagesAddress(session.environment).text
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["xdg-open", server + addresses.page(ofNoteAt: hit.path, anchor: hit.anchor)]
        try? process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure.unavailable(sentence: Interface.words("terminal.search.no-browser"))
        }
    }
}

/// The terminal as a program wants it that draws its own screen: keys come at once and are not echoed.
private final class RawMode {
    private var before: termios
    private var isOn = true

    /// Nil when there is no keyboard.
    init?() {
        var current = termios()
        guard unsafe tcgetattr(STDIN_FILENO, &current) == 0 else { return nil }
        before = current
        current.c_lflag &= ~UInt32(ICANON | ECHO | ISIG | IEXTEN)
        current.c_iflag &= ~UInt32(ICRNL | IXON)
        guard unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &current) == 0 else { return nil }
    }

    /// What was typed since the last time; waits for something. Nil when the terminal has gone away.
    func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe Foundation.read(STDIN_FILENO, &buffer, buffer.count)
            if count > 0 { return Array(buffer.prefix(count)) }
            guard count < 0, errno == EINTR else { return nil }
        }
    }

    func end() {
        guard isOn else { return }
        isOn = false
        _ = unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &before)
    }
}
