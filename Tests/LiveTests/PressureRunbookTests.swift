import Detection
import Foundation
import Testing

private let needsNamespaces: Comment = "needs the superuser, or unshare, for mounts of its own"

@Suite("The runbooks of memory and processors on this machine", .timeLimit(.minutes(5)))
struct PressureRunbookTests {
    /// The same commands, with files of the kernel in place that tell of a fault: to make a real one would take down
    /// everything else that runs here.
    @Test(
        "fire when the kernel's figures say so",
        .enabled(if: OwnNamespaces.isPossible, needsNamespaces),
        arguments: [
            (
                "31_memory_pressure", "S1", "/proc/meminfo", "MemTotal: 1000 kB\nMemAvailable: 500 kB\n",
                Verdict.Kind.clear
            ),
            ("31_memory_pressure", "S1", "/proc/meminfo", "MemTotal: 1000 kB\nMemAvailable: 99 kB\n", .firing),
            ("31_memory_pressure", "S4", "/proc/pressure/memory", pressure(some: 9, full: 0.5), .clear),
            ("31_memory_pressure", "S4", "/proc/pressure/memory", pressure(some: 11, full: 0), .firing),
            ("31_memory_pressure", "S4", "/proc/pressure/memory", pressure(some: 2, full: 1.5), .firing),
            ("32_cpu_saturation", "S2", "/proc/pressure/cpu", pressure(some: 19, full: 0), .clear),
            ("32_cpu_saturation", "S2", "/proc/pressure/cpu", pressure(some: 21, full: 0), .firing),
            // A kernel may be built without the figures of pressure.
        ].filter { FileManager.default.fileExists(atPath: $0.2) })
    func given(note: String, symptom: String, file: String, text: String, kind: Verdict.Kind) async throws {
        try await withFolder { folder in
            try Data(text.utf8).write(to: folder.appending(path: "given"))
            let fault = "mount --bind \(folder.path)/given \(file)"
            #expect(try await BundledCommand(note, symptom).verdict(within: fault) == kind)
        }
    }

    private static func pressure(some: Double, full: Double) -> String {
        "some avg10=0.00 avg60=\(some) avg300=0.00 total=1\nfull avg10=0.00 avg60=\(full) avg300=0.00 total=1\n"
    }

    @Test("read this kernel's figures")
    func read() async throws {
        var commands = [("31_memory_pressure", "S1")]
        if FileManager.default.fileExists(atPath: "/proc/pressure/cpu") {
            commands += [("31_memory_pressure", "S4"), ("32_cpu_saturation", "S2")]
        }
        for (note, symptom) in commands {
            #expect([.clear, .firing].contains(try await BundledCommand(note, symptom).verdict()))
        }
    }

    @Test(
        "show processes and the kernel's counters",
        arguments: [
            ("31_memory_pressure", "S3", 0, "swpd"), ("31_memory_pressure", "S5", 0, "COMMAND"),
            ("32_cpu_saturation", "S1", 0, "%CPU"), ("32_cpu_saturation", "S2", 1, "load average"),
            ("32_cpu_saturation", "S4", 0, " st"), ("32_cpu_saturation", "S5", 0, "cpu0 processed"),
        ])
    func show(note: String, symptom: String, number: Int, text: String) async throws {
        let (verdict, output) = try await BundledCommand(note, symptom, number).run()
        #expect(verdict.kind == .observed && output.contains(text), "\(output)")
    }
}
