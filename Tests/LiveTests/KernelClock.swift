import Foundation

/// What the kernel says of its clock, in microseconds, to a program that strace starts: it takes the place of the kernel
/// for that one question, for a test must leave the clock of the machine alone.
struct KernelClock {
    var isSynchronised = true
    var offset: Int64 = 2000
    var maximumError: Int64 = 300_000

    /// Whether a program can be started so here.
    static let canBeAnswered = (try? run("/usr/bin/env", KernelClock().starter + ["/usr/bin/true"]))?.status == 0

    /// The words of strace, which becomes the program whose words follow and answers it from outside.
    ///
    /// The result 5 is TIME_ERROR, where nothing synchronises the clock; the structure is that of adjtimex(2) up to its
    /// status.
    var starter: [String] {
        let state: [Int64] = [0, offset, 0, isSynchronised ? maximumError : 16_000_000, 0, isSynchronised ? 0 : 0x40]
        let bytes = state.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
        let hex = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        // The C library asks by another call than Go does.
        let answers = [("adjtimex", 1), ("clock_adjtime", 2)].flatMap { name, argument in
            ["-e", "inject=\(name):retval=\(isSynchronised ? 0 : 5):poke_exit=@arg\(argument)=\(hex)"]
        }
        return ["/usr/bin/strace", "-D", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null"]
            + ["-e", "trace=adjtimex,clock_adjtime"] + answers
    }
}
