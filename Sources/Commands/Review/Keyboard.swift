import Foundation

/// Single keys from the terminal, without Enter and without an echo.
struct Keyboard {
    enum Key: Equatable {
        case letter(Character)
        case enter
        /// Control-C, Control-D, Escape, or a terminal that has gone away.
        case leave
    }

    /// Whether a person can answer.
    static var isThere: Bool { isatty(STDIN_FILENO) == 1 }

    /// Waits for a key. The terminal is as it was before when this returns.
    func next() -> Key {
        var before = termios()
        guard unsafe tcgetattr(STDIN_FILENO, &before) == 0 else { return .leave }
        var single = before
        single.c_lflag &= ~UInt32(ICANON | ECHO | ISIG)
        guard unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &single) == 0 else { return .leave }
        defer { _ = unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &before) }
        while true {
            guard let byte = byte() else { return .leave }
            switch byte {
            case 0x03, 0x04: return .leave
            case 0x0A, 0x0D, 0x20: return .enter
            case 0x1B:
                guard isWaiting else { return .leave }
                // An arrow or another key that sends several bytes: none of them is an answer.
                while isWaiting { _ = self.byte() }
            case 0x21..<0x7F: return .letter(Character(Unicode.Scalar(byte)))
            default: break
            }
        }
    }

    private func byte() -> UInt8? {
        var byte: UInt8 = 0
        while true {
            let count = unsafe read(STDIN_FILENO, &byte, 1)
            if count == 1 { return byte }
            guard count < 0, errno == EINTR else { return nil }
        }
    }

    private var isWaiting: Bool {
        var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&waiting, 1, 20) == 1 && waiting.revents & Int16(POLLIN) != 0
    }
}
