import Foundation
import Synchronization

/// Ports of loopback.
enum FreePort {
    /// Where the kernel takes no port from: not for who asks for any, nor for the near end of a connection. So none of
    /// these is taken between `find` and the start of the server that it is for.
    private static let range: Range<Int> = {
        let text = try? String(contentsOfFile: "/proc/sys/net/ipv4/ip_local_port_range", encoding: .utf8)
        let lowest = text?.split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) } ?? 32_768
        // Where it takes from nearly all, these are as good as others.
        return lowest > 12_000 ? 10_000..<min(lowest, 65_536) : 10_000..<32_768
    }()

    /// Another place for each process, as several may test at once.
    private static let start = Int(getpid()) * 251 % range.count
    private static let tried = Atomic<Int>(0)

    /// A port that nobody listens on now; each is given once.
    static func find() throws -> UInt16 {
        while true {
            let number = tried.add(1, ordering: .relaxed).oldValue
            guard number < range.count else { throw POSIXError(.EADDRINUSE) }
            let port = UInt16(range.lowerBound + (start + number) % range.count)
            if [SOCK_STREAM, SOCK_DGRAM].allSatisfy({ unsafe call(bind, port, $0) }) { return port }
        }
    }

    static func isTaken(_ port: UInt16) -> Bool { unsafe call(connect, port, SOCK_STREAM) }

    /// Whether a call with a new socket and an address of loopback succeeds.
    private static func call(
        _ function: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32, _ port: UInt16, _ kind: __socket_type
    ) -> Bool {
        let file = socket(AF_INET, Int32(kind.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(file) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = port.bigEndian
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe function(file, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
