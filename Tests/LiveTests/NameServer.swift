import Foundation

/// BIND on loopback, and a home folder whose `.digrc` makes dig ask it.
struct NameServer {
    static let program = "/usr/sbin/named"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    /// Configuration that expects signatures of a key that the zone does not have.
    static let wrongAnchor = """
        trust-anchors { "zone.test" static-key 257 3 13
            "mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ=="; };

        """

    let port: UInt16
    let home: String
    private let process: ChildProcess

    /// - Parameters:
    ///   - given: its port; a free one otherwise.
    ///   - zone: the name of its zone; nil for none.
    ///   - more: further configuration.
    init(
        in folder: URL, at given: UInt16? = nil, serial: Int = 1, zone: String? = "zone.test", host: String = "here",
        more: String = ""
    ) async throws {
        port = try given ?? FreePort.find()
        let words = try Self.prepare(folder, port: port, serial: serial, zone: zone, host: host, more: more)
        process = try ChildProcess(
            words[0], Array(words.dropFirst()), in: folder, output: folder.appending(path: "named.log"))
        try Self.setHome(folder, port: port)
        home = folder.path
        try await process.waitUntilListening(at: port)
        if let zone { try await waitUntilLoaded(zone) }
    }

    var pid: pid_t { process.pid }

    func stop() { process.stop() }

    /// It listens before it has read its zones, and answers meanwhile that it failed.
    private func waitUntilLoaded(_ zone: String) async throws {
        let question = ["+short", "+tries=1", "+time=1", "@127.0.0.1", "-p", "\(port)", zone, "SOA"]
        while try !run("/usr/bin/dig", question).said.contains("root") {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    static func setHome(_ folder: URL, address: String = "127.0.0.1", port: UInt16) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("-p \(port) @\(address)\n".utf8).write(to: folder.appending(path: ".digrc"))
    }

    /// Writes what it needs; the words that start it.
    static func prepare(
        _ folder: URL, address: String = "127.0.0.1", port: UInt16, serial: Int = 1, zone: String? = "zone.test",
        host: String = "here", more: String = ""
    ) throws -> [String] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let configuration = """
            options {
                directory "\(folder.path)"; pid-file none; session-keyfile none;
                listen-on port \(port) { \(address); }; listen-on-v6 { none; };
                recursion yes; dnssec-validation yes; servfail-ttl 0; empty-zones-enable no;
            };
            controls { };
            \(zone.map { "zone \($0) { type master; file \"zone\"; };" } ?? "")
            zone localhost { type master; file "zone"; };
            \(more)

            """
        let records = """
            $TTL 60
            @ SOA a root \(serial) 60 60 60 60
            @ NS a.zone.test.
            @ NS b.zone.test.
            @ A 127.0.0.1
            a A 127.0.0.2
            b A 127.0.0.3
            \(host) A 203.0.113.7
            mail MX 10 \(host)
            *.any A 203.0.113.8

            """
        try Data(configuration.utf8).write(to: folder.appending(path: "named.conf"))
        try Data(records.utf8).write(to: folder.appending(path: "zone"))
        // A copy, for AppArmor confines the program at its own path to Debian's folders. Another program writes it: a
        // child of this process that starts meanwhile would hold what this one writes open, and no such file can be run.
        let copy = folder.appending(path: "named")
        if !FileManager.default.fileExists(atPath: copy.path) {
            try run("/bin/cp", [program, copy.path])
        }
        return [copy.path, "-g", "-n", "1", "-c", folder.path + "/named.conf"]
    }
}
