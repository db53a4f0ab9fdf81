import Foundation

/// One open page: reads server-sent events over a socket of its own.
///
/// The C calls are safe here: the descriptor is closed once, and no pointer outlives a call.
final class EventReader {
    private let connection: Int32
    private var text = ""

    init(port: UInt16, path: String) throws {
        connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = port.bigEndian
        let isConnected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(connection, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { throw POSIXError(.ECONNREFUSED) }
        let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
        _ = unsafe request.withUnsafeBytes { unsafe write(connection, $0.baseAddress, $0.count) }
    }

    /// Reads until a mark has come, and forgets what came before it.
    func read(until mark: String) throws {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            if let range = text.range(of: mark) {
                text = String(text[range.upperBound...])
                return
            }
            let count = unsafe Glibc.read(connection, &buffer, buffer.count)
            guard count > 0 else { throw POSIXError(.ECONNRESET) }
            text += String(decoding: buffer.prefix(count), as: UTF8.self)
        }
    }

    func stop() { close(connection) }
}
