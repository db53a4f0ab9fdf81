import Detection
import Foundation
import Testing

@Suite("The runbook of clocks", .timeLimit(.minutes(5)))
struct ClockRunbookTests {
    private static let note = "34_clock_skew"
    private static let program = "/usr/sbin/chronyd"

    /// A clock that is off by some seconds, and chrony that measures it and leaves the clock of the machine alone.
    private func fault(in folder: URL, offset: Double?) throws -> String {
        let source = """
            import socket, struct, sys, time
            def stamp(seconds):
                seconds += 2208988800 + \(offset ?? 0)
                return struct.pack(">II", int(seconds), int(seconds % 1 * 2 ** 32))
            server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            server.bind(("127.0.0.1", 12300))
            while True:
                data, address = server.recvfrom(512)
                now = time.time()
                head = struct.pack(">BBbb", 0x24, 1, 6, -20) + struct.pack(">II4s", 0, 0, b"LOCL")
                server.sendto(head + stamp(now) + data[40:48] + stamp(now) + stamp(time.time()), address)
            """
        let configuration = """
            server 127.0.0.1 port 12300 iburst minpoll -6 maxpoll -6
            cmdport 323
            bindcmdaddress 127.0.0.1
            port 0
            pidfile \(folder.path)/chronyd.pid
            """
        try Data(source.utf8).write(to: folder.appending(path: "source.py"))
        try Data(configuration.utf8).write(to: folder.appending(path: "chrony.conf"))
        return """
            ip link set lo up; cd \(folder.path); rm -f chronyd.pid
            [ ! -d /run/chrony ] || mount -t tmpfs tmpfs /run/chrony
            \(offset == nil ? "" : "python3 source.py >/dev/null 2>&1 &")
            \(Self.program) -x -d -U -u root -f chrony.conf > log 2>&1 &
            while ! chronyc -n sources 2>/dev/null | grep -q '\(offset == nil ? "^^" : "^^[*]")'; do sleep 0.1; done
            """
    }

    @Test(
        "a clock that is off fires, and so do sources that do not answer",
        .enabled(
            if: OwnNamespaces.isPossible && FileManager.default.isExecutableFile(atPath: program),
            "needs the superuser and chrony, which takes the place of another time service when it is installed"))
    func offset() async throws {
        let expected: [(offset: Double?, S2: Verdict.Kind, S3: Verdict.Kind)] = [
            (0, .clear, .clear), (3, .firing, .clear), (nil, .error, .firing),
        ]
        for (offset, offsetKind, sourceKind) in expected {
            try await withFolder { folder in
                let fault = try fault(in: folder, offset: offset)
                let measured = try await BundledCommand(Self.note, "S2").run(within: fault)
                #expect(measured.verdict.kind == offsetKind, "\(measured)")
                let sources = try await BundledCommand(Self.note, "S3").run(within: fault)
                #expect(sources.verdict.kind == sourceKind, "\(sources)")
            }
        }
    }

    @Test("is judged by what chrony says, and not at all where it does not answer")
    func said() async throws {
        let header = "MS Name/IP address         Stratum Poll Reach LastRx Last sample\n"
        let expected: [(String, says: String, code: Int, Verdict.Kind)] = [
            ("S2", "506 Cannot talk to daemon\n", 1, .error), ("S3", "506 Cannot talk to daemon\n", 1, .error),
            ("S2", "System time     : 0.000030 seconds slow of NTP time\nLeap status     : Normal\n", 0, .clear),
            ("S2", "System time     : 3.000030 seconds slow of NTP time\nLeap status     : Normal\n", 0, .firing),
            (
                "S2", "System time     : 0.000000 seconds fast of NTP time\nLeap status     : Not synchronised\n", 0,
                .error
            ),
            ("S3", header + "^? 192.0.2.1  0 6 0 - +0ns[ +0ns] +/- 0ns\n", 0, .firing),
            ("S3", header + "^* 192.0.2.1  1 6 377 9 +1us[ +1us] +/- 2us\n", 0, .clear),
        ]
        for (symptom, says, code, kind) in expected {
            try await withFolder { folder in
                let given = try GivenPrograms(in: folder)
                try given.say("chronyc", says, code: code)
                #expect(try await BundledCommand(Self.note, symptom).verdict(programs: given.folder) == kind)
            }
        }
    }

    @Test("a jump that the journal tells of is shown, and a clock elsewhere beside the own")
    func shown() async throws {
        try await withFolder { folder in
            let given = try GivenPrograms(in: folder)
            try given.say("journalctl", "systemd[1]: Time has been changed\nother: line\n")
            try given.say("curl", "HTTP/1.1 200 OK\r\nDate: Wed, 25 Nov 2026 04:00:00 GMT\r\n")
            let jump = try await BundledCommand(Self.note, "S5").run(programs: given.folder)
            #expect(jump.output == "systemd[1]: Time has been changed\n")
            let clocks = try await BundledCommand(Self.note, "S4").run(programs: given.folder)
            #expect(clocks.output.contains("Date: Wed") && clocks.output.contains("UTC"))
        }
    }
}
