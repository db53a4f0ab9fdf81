import Synchronization

/// Who has shown the token: browsers keep a random name of their session, not the token. Sessions end with the server.
final class Sessions: Sendable {
    private let names = Mutex<[String]>([])
    private let token: String

    static let cookie = "kb-session"
    private static let most = 256

    init(token: String) {
        self.token = token
    }

    /// Whether a text is the token; takes the same time wherever they differ.
    func isToken(_ text: some StringProtocol) -> Bool { Self.isEqual(text.utf8, token.utf8) }

    /// A new session's name.
    func open() -> String {
        var random = SystemRandomNumberGenerator()
        let name =
            String(random.next(), radix: 36) + String(random.next(), radix: 36) + String(random.next(), radix: 36)
        names.withLock { names in
            if names.count >= Self.most { names.removeFirst() }
            names.append(name)
        }
        return name
    }

    func isOpen(_ name: String) -> Bool {
        names.withLock { $0.reduce(false) { $0 || Self.isEqual($1.utf8, name.utf8) } }
    }

    private static func isEqual(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
