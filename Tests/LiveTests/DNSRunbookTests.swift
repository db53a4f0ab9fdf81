import Detection
import Foundation
import Testing

@Suite(
    "The runbook of name resolution against a real name server",
    .enabled(if: NameServer.isInstalled, "needs \(NameServer.program)"), .timeLimit(.minutes(5)))
struct DNSRunbookTests {
    private static let note = "41_dns_resolution"

    private func verdict(_ symptom: String, of name: String, _ server: NameServer) async throws -> Verdict.Kind {
        try await BundledCommand(Self.note, symptom).verdict(["name": name], home: server.home)
    }

    /// What `S2` says of a name: a busy machine makes an answer slow, too, but hardly each of ten.
    private func slowness(of name: String, _ server: NameServer) async throws -> Verdict.Kind {
        for _ in 1..<10 {
            let kind = try await verdict("S2", of: name, server)
            if kind != .firing { return kind }
        }
        return try await verdict("S2", of: name, server)
    }

    @Test("each kind of failure fires at its own symptom, and at no other")
    func failures() async throws {
        try await withFolder { folder in
            let server = try await NameServer(in: folder, more: "zone broken.test { type master; file \"none\"; };")
            defer { server.stop() }
            let expected: [(name: String, S1: Verdict.Kind, S2: Verdict.Kind, S3: Verdict.Kind, S6: Verdict.Kind)] = [
                ("here.zone.test", .clear, .clear, .clear, .clear),
                ("missing.zone.test", .clear, .clear, .firing, .clear),
                ("mail.zone.test", .clear, .clear, .firing, .clear),
                ("www.broken.test", .firing, .clear, .error, .error),
            ]
            for row in expected {
                #expect(try await verdict("S1", of: row.name, server) == row.S1, "\(row.name)")
                #expect(try await slowness(of: row.name, server) == row.S2, "\(row.name)")
                #expect(try await verdict("S3", of: row.name, server) == row.S3, "\(row.name)")
                #expect(try await verdict("S6", of: row.name, server) == row.S6, "\(row.name)")
            }
        }
    }

    @Test("a server that is not there fires at the first symptom, and the others are not known")
    func stopped() async throws {
        try await withFolder { folder in
            let server = try await NameServer(in: folder)
            server.stop()
            #expect(try await verdict("S1", of: "here.zone.test", server) == .firing)
            for symptom in ["S2", "S3", "S4", "S5", "S6"] {
                #expect(try await verdict(symptom, of: "here.zone.test", server) == .error)
            }
        }
    }

    @Test("a host that does not see what DNS has fires")
    func ownView() async throws {
        try await withFolder { folder in
            let server = try await NameServer(in: folder)
            defer { server.stop() }
            #expect(try await verdict("S4", of: "here.zone.test", server) == .firing)
            #expect(try await verdict("S4", of: "localhost", server) == .clear)
            // Neither has it: that is another symptom.
            #expect(try await verdict("S4", of: "missing.zone.test", server) == .error)
            #expect(
                try await BundledCommand(Self.note, "S4", 1).run(home: server.home).output.contains("nameserver"))
        }
    }

    @Test("a server before the one that answers that never does makes it slow, which fires")
    func slow() async throws {
        try await withFolder { folder in
            let silent = try FreePort.find()
            let socket = SilentSocket(port: silent)
            defer { socket.close() }
            let second = try await NameServer(in: folder.appending(path: "second"))
            defer { second.stop() }
            let forwarding = """
                zone zone.test {
                    type forward; forward only;
                    forwarders { 127.0.0.1 port \(silent); 127.0.0.1 port \(second.port); };
                };
                """
            // Which of the two is asked first is left to chance; a fresh server asks the dead one sooner or later.
            let first = try await NameServer(in: folder.appending(path: "first"), zone: nil, more: forwarding)
            defer { first.stop() }
            var (kind, number) = (Verdict.Kind.clear, 0)
            while kind != .firing {
                number += 1
                kind = try await verdict("S2", of: "n\(number).any.zone.test", first)
            }
        }
    }

    @Test("signatures that do not fit fire, while the unsigned answer is there")
    func signatures() async throws {
        try await withFolder { folder in
            let unsigned = try await NameServer(in: folder.appending(path: "unsigned"))
            defer { unsigned.stop() }
            let validating = try await NameServer(
                in: folder.appending(path: "validating"), zone: nil,
                more: """
                    \(NameServer.wrongAnchor)
                    zone zone.test {
                        type forward; forward only; forwarders { 127.0.0.1 port \(unsigned.port); };
                    };
                    """)
            defer { validating.stop() }
            #expect(try await verdict("S6", of: "here.zone.test", unsigned) == .clear)
            #expect(try await verdict("S6", of: "here.zone.test", validating) == .firing)
        }
    }

    @Test(
        "servers of one zone that differ fire",
        .enabled(if: OwnNamespaces.isPossible, "needs the superuser, for addresses and names of its own"))
    func serials() async throws {
        try await withFolder { folder in
            for (serials, kind) in [([1, 1], Verdict.Kind.clear), ([1, 2], .firing)] {
                var script = """
                    ip link set lo up; ip address add 127.0.0.2/8 dev lo; ip address add 127.0.0.3/8 dev lo
                    echo '127.0.0.2 a.zone.test' > \(folder.path)/hosts
                    echo '127.0.0.3 b.zone.test' >> \(folder.path)/hosts
                    mount --bind \(folder.path)/hosts /etc/hosts

                    """
                for (number, serial) in serials.enumerated() {
                    let own = folder.appending(path: "\(serials[1])-\(number)")
                    let words = try NameServer.prepare(
                        own, address: "127.0.0.\(number + 2)", port: 5300, serial: serial)
                    script += "\(words.joined(separator: " ")) >/dev/null 2>&1 &\n"
                    // It answers that it failed until it has read the zone.
                    let question = "dig +short +tries=1 +time=1 @127.0.0.\(number + 2) -p 5300 zone.test SOA"
                    script += "until \(question) | grep -q root; do sleep 0.05; done\n"
                }
                let home = folder.appending(path: "home-\(serials[1])")
                try NameServer.setHome(home, address: "127.0.0.2", port: 5300)
                let differ = try BundledCommand(Self.note, "S5")
                #expect(try await differ.verdict(["zone": "zone.test"], home: home.path, within: script) == kind)
            }
        }
    }
}

/// A UDP port that takes everything and says nothing.
private struct SilentSocket {
    private let file: Int32

    init(port: UInt16) {
        file = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = port.bigEndian
        _ = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(file, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    func close() { Foundation.close(file) }
}
