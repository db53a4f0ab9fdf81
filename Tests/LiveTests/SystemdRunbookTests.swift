import Detection
import Foundation
import Testing

@Suite("The runbooks of systemd and its journal", .timeLimit(.minutes(5)))
struct SystemdRunbookTests {
    /// No service is made to fail in the middle of a machine that may be somebody's: these are what systemd says then.
    @Test(
        "fire on what systemd and the journal say, and know nothing where these say nothing",
        arguments: [
            ("33_systemd_service_crash_loop", "S1", "systemctl", "", 0, Verdict.Kind.clear),
            (
                "33_systemd_service_crash_loop", "S1", "systemctl", "my-app.service loaded failed failed My App\n", 0,
                .firing
            ),
            (
                "33_systemd_service_crash_loop", "S2", "systemctl", "LoadState=loaded\nResult=success\n", 0, .clear
            ),
            (
                "33_systemd_service_crash_loop", "S2", "systemctl",
                "LoadState=loaded\nActiveState=activating\nResult=exit-code\n", 0, .firing
            ),
            (
                "33_systemd_service_crash_loop", "S2", "systemctl", "LoadState=not-found\nResult=success\n", 0, .error
            ),
            ("33_systemd_service_crash_loop", "S3", "journalctl", "", 0, .error),
            ("33_systemd_service_crash_loop", "S3", "journalctl", "host my-app[1]: ready\n", 0, .clear),
            (
                "33_systemd_service_crash_loop", "S3", "journalctl",
                "systemd[1]: my-app.service: Main process exited, code=killed, status=9/KILL\n", 0, .firing
            ),
            ("31_memory_pressure", "S2", "journalctl", "", 0, .error),
            ("31_memory_pressure", "S2", "journalctl", "kernel: Linux version 6.1\n", 0, .clear),
            (
                "31_memory_pressure", "S2", "journalctl",
                "kernel: Out of memory: Killed process 4711 (java) total-vm:1kB\n", 0, .firing
            ),
            ("34_clock_skew", "S1", "timedatectl", "yes\n", 0, .clear),
            ("34_clock_skew", "S1", "timedatectl", "no\n", 0, .firing),
        ])
    func said(
        note: String, symptom: String, program: String, says: String, code: Int, kind: Verdict.Kind
    ) async throws {
        try await withFolder { folder in
            let given = try GivenPrograms(in: folder)
            try given.say(program, says, code: code)
            #expect(try await BundledCommand(note, symptom).verdict(programs: given.folder) == kind)
        }
    }

    @Test("know nothing, and fire nothing, where systemd is not process 1", .enabled(if: !Self.isBooted))
    func absent() async throws {
        let commands = [
            ("33_systemd_service_crash_loop", "S1"), ("33_systemd_service_crash_loop", "S2"), ("34_clock_skew", "S1"),
        ]
        for (note, symptom) in commands { #expect(try await BundledCommand(note, symptom).verdict() == .error) }
    }

    @Test(
        "are answered by systemd", .enabled(if: Self.isBooted, "systemd is not process 1 here"),
        arguments: [
            ("33_systemd_service_crash_loop", "S1", 0), ("33_systemd_service_crash_loop", "S4", 0),
            ("33_systemd_service_crash_loop", "S6", 0), ("34_clock_skew", "S1", 0), ("34_clock_skew", "S6", 0),
        ])
    func answered(note: String, symptom: String, number: Int) async throws {
        #expect(try await BundledCommand(note, symptom, number).verdict() != .error)
    }

    private static let isBooted = FileManager.default.fileExists(atPath: "/run/systemd/system")
}
