import Crypto
import Foundation
import Synchronization

/// Who has shown the token: browsers keep a random name of their session, not the token. Sessions end with the server.
final class Sessions: Sendable {
    private let names = Mutex<[String]>([])
    private let token: String

    static let cookie = "kb-session"
    private static let most = 256

    init(token: String) {
        self.token = token
        feedKey = Self.feedKey(for: token)
    }

    /// What opens the feeds alone, as a parameter of their address: calendars cannot log in. The token cannot be
    /// calculated from it.
    let feedKey: String
    static let feedKeyParameter = "key"

    static func feedKey(for token: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("feeds".utf8), using: SymmetricKey(data: Data(token.utf8)))
        return code.prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    func isFeedKey(_ text: String) -> Bool { Self.isEqual(text.utf8, feedKey.utf8) }

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
