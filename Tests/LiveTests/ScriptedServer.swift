import Foundation
import Synchronization

/// A listener on loopback that does to its clients what a script says: answers, lies, drips, hangs.
///
/// The C calls are safe here: descriptors are closed once, by the thread that owns them, and no pointer outlives a call.
final class ScriptedServer: Sendable {
    struct Request: Sendable {
        let head: String
        let body: String

        /// The value of a header; nil where there is none.
        func header(_ name: String) -> String? {
            head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
                .map { $0.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces) }
        }

        var path: String { head.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
    }

    enum Step: Sendable {
        case send([UInt8])
        /// The same bytes again and again.
        case repeated([UInt8], times: Int, pause: Duration = .zero)
        /// Says no more until the client goes.
        case hang
        /// Ends the connection with a reset instead of an end.
        case reset

        static func text(_ text: String) -> Step { .send(Array(text.utf8)) }
    }

    private struct Log {
        var requests: [Request] = []
        var bytesSent = 0
        var connections = 0
        var connectionsEndedByClient = 0
    }

    let port: UInt16
    private let listener: Int32
    private let script: @Sendable (Request) -> [Step]
    private let log = Mutex(Log())

    var address: String { "http://127.0.0.1:\(port)" }
    var requests: [Request] { log.withLock { $0.requests } }
    var bytesSent: Int { log.withLock { $0.bytesSent } }
    /// How many connections there were.
    var connections: Int { log.withLock { $0.connections } }
    /// How many connections the client ended before its request was whole, or while the script hung or sent.
    var connectionsEndedByClient: Int { log.withLock { $0.connectionsEndedByClient } }

    /// Listens until `stop`; each connection serves one request.
    init(_ script: @escaping @Sendable (Request) -> [Step]) throws {
        self.script = script
        _ = signal(SIGPIPE, SIG_IGN)
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(listener, pointer, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else {
                    close(listener)
                    return
                }
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                log.withLock { $0.connections += 1 }
                Thread.detachNewThread { [self] in serve(connection) }
            }
        }
    }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        guard let request = Self.request(from: connection) else {
            log.withLock { $0.connectionsEndedByClient += 1 }
            return
        }
        log.withLock { $0.requests.append(request) }
        for step in script(request) {
            guard perform(step, on: connection) else {
                log.withLock { $0.connectionsEndedByClient += 1 }
                return
            }
        }
    }

    /// False where the client has gone.
    private func perform(_ step: Step, on connection: Int32) -> Bool {
        switch step {
        case .send(let bytes): return send(bytes, to: connection)
        case .repeated(let bytes, let times, let pause):
            for _ in 0..<times {
                guard send(bytes, to: connection) else { return false }
                if pause > .zero { Thread.sleep(forTimeInterval: Double(pause.components.attoseconds) / 1e18) }
            }
            return true
        case .hang:
            var byte: UInt8 = 0
            return unsafe read(connection, &byte, 1) > 0
        case .reset:
            var lingering = linger(l_onoff: 1, l_linger: 0)
            unsafe setsockopt(
                connection, SOL_SOCKET, SO_LINGER, &lingering, socklen_t(MemoryLayout<linger>.size))
            return true
        }
    }

    private func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(connection, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            log.withLock { $0.bytesSent += count }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func request(from connection: Int32) -> Request? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.firstRange(of: "\r\n\r\n") {
                let request = Request(
                    head: String(text[..<end.lowerBound]), body: String(text[end.upperBound...]))
                if request.body.utf8.count >= request.header("Content-Length").flatMap({ Int($0) }) ?? 0 {
                    return request
                }
            }
            let count = unsafe read(connection, &buffer, buffer.count)
            guard count > 0 else { return nil }
            bytes += buffer.prefix(count)
        }
    }
}

extension ScriptedServer.Step {
    /// A whole response that ends with the connection.
    static func response(_ status: Int = 200, _ headers: [String: String] = [:], body: String) -> [Self] {
        [head(status, headers.merging(["Content-Length": "\(body.utf8.count)"]) { given, _ in given }), .text(body)]
    }

    /// Status line and headers.
    static func head(_ status: Int = 200, _ headers: [String: String] = [:]) -> Self {
        let lines = headers.merging(["Connection": "close"]) { given, _ in given }.map { "\($0): \($1)\r\n" }
        return .text("HTTP/1.1 \(status) Reason\r\n" + lines.joined() + "\r\n")
    }
}
