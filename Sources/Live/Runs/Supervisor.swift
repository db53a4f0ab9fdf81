import CProcess
import Foundation

/// The process between kb and a command: it keeps the limits, and ends everything that the command has started.
///
/// It is kb itself, started with `Supervisor.argument`. It adopts the orphans below it, so that no process gets away by
/// leaving its session or its parent; it has no terminal; and when kb ends, however that comes, its standard input ends,
/// and so does the command. It does one thing after the other, on one thread.
package struct Supervisor {
    /// The argument that makes kb a supervisor.
    package static let argument = "supervise-run"
    /// How often it looks after the command, in milliseconds.
    private static let tick: Int32 = 20

    private let job: RunJob
    private let command: SpawnedCommand
    private var pending: [UInt8] = []
    private var total = 0
    private var status: Int32?
    /// Why the command is ended, once it is.
    private var reason: RunEnding?
    private var killAt: ContinuousClock.Instant?

    /// Reads the job from standard input, runs it, and tells everything on standard output.
    package static func main() -> Never {
        _ = signal(SIGPIPE, SIG_IGN)
        // Blocked, and looked for at each tick: what they ask for is done in order.
        var ends = sigset_t()
        unsafe sigemptyset(&ends)
        for number in [SIGTERM, SIGINT, SIGHUP] { unsafe sigaddset(&ends, number) }
        unsafe sigprocmask(SIG_BLOCK, &ends, nil)
        setsid()
        _ = kb_adopt_orphans()
        let ending: RunEnding
        do {
            let job = try readJob()
            // A file descriptor of kb that came along is closed to the command.
            for file in Int32(3)..<256 { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
            var supervisor = Supervisor(job, try SpawnedCommand(job))
            ending = supervisor.follow()
        } catch let error as SpawnError {
            ending = .notStarted(error.reason)
        } catch {
            ending = .notStarted("\(error)")
        }
        let json = (try? JSONEncoder().encode(ending)) ?? Data()
        writeAll(RunFrame.ending(Array(json)).bytes)
        // Not before kb has read it all: it stops reading when this process ends.
        var byte: UInt8 = 0
        while !isEnded(), unsafe read(STDIN_FILENO, &byte, 1) > 0 {}
        exit(0)
    }

    private init(_ job: RunJob, _ command: SpawnedCommand) {
        self.job = job
        self.command = command
    }

    /// The first line of standard input; what follows is only its end.
    private static func readJob() throws -> RunJob {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while unsafe read(STDIN_FILENO, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
        return try JSONDecoder().decode(RunJob.self, from: Data(line))
    }

    private mutating func follow() -> RunEnding {
        let start = ContinuousClock.now
        let deadline = start.advanced(by: .seconds(job.limits.seconds))
        var count = 0
        let tasks = ProcessTree.systemTasks()
        _ = fcntl(STDOUT_FILENO, F_SETFL, O_NONBLOCK)
        while true {
            if wait() == .controlEnded || Self.isEnded() { stop(.cancelled) }
            flush()
            let now = ContinuousClock.now
            if now >= deadline { stop(.timeLimit) }
            if let killAt, now >= killAt { ProcessTree.end() }
            count += 1
            let mayBeMany = count % 10 == 0 || ProcessTree.systemTasks() - tasks > job.limits.processes
            if mayBeMany, ProcessTree.descendants().count > job.limits.processes {
                stop(.processLimit)
                ProcessTree.end()
            }
            if hasEnded() { break }
        }
        // What the command left in the background ends with it.
        ProcessTree.end()
        readRest()
        _ = fcntl(STDOUT_FILENO, F_SETFL, 0)
        Self.writeAll(pending)
        if let reason { return reason }
        let status = status ?? 0
        return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F)
    }

    private mutating func stop(_ ending: RunEnding) {
        guard reason == nil else { return }
        reason = ending
        killAt = ContinuousClock.now.advanced(by: .seconds(job.limits.grace))
        ProcessTree.signal(SIGTERM)
    }

    private mutating func hasEnded() -> Bool {
        var status: Int32 = 0
        while true {
            let pid = unsafe waitpid(-1, &status, WNOHANG)
            if pid == command.pid { self.status = status }
            guard pid > 0 else { break }
        }
        // A command that is being ended has its grace until nothing of it is left.
        return reason == nil ? self.status != nil : ProcessTree.descendants().isEmpty
    }

    /// Whether kb, or the system, has asked this process to end.
    private static func isEnded() -> Bool {
        var waiting = sigset_t()
        unsafe sigpending(&waiting)
        return [SIGTERM, SIGINT, SIGHUP].contains { unsafe sigismember(&waiting, $0) == 1 }
    }

    private enum Waited { case nothing, controlEnded }

    /// Waits a tick, or until there is something to read.
    private mutating func wait() -> Waited {
        var files = [
            pollfd(fd: reason == nil ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: command.output, events: Int16(POLLIN), revents: 0),
            pollfd(fd: command.error, events: Int16(POLLIN), revents: 0),
        ]
        _ = unsafe poll(&files, nfds_t(files.count), Self.tick)
        let (output, error) = (files[1].revents != 0, files[2].revents != 0)
        let hasOutput = output && take(from: command.output) { .output($0) }
        let hasError = error && take(from: command.error) { .error($0) }
        // Both at their end, and the command goes on: without this the loop would not rest.
        if output || error, !hasOutput, !hasError { usleep(UInt32(Self.tick) * 1000) }
        return files[0].revents != 0 ? .controlEnded : .nothing
    }

    /// Reads what is there; whether there was anything.
    private mutating func take(from file: Int32, _ frame: ([UInt8]) -> RunFrame) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe read(file, &buffer, buffer.count)
        guard count > 0 else { return false }
        let room = max(0, job.limits.outputBytes - total)
        total += min(count, room)
        if room > 0 { pending += frame(Array(buffer[..<min(count, room)])).bytes }
        if count > room { stop(.outputLimit) }
        return true
    }

    private mutating func readRest() {
        while take(from: command.output, { .output($0) }) {}
        while take(from: command.error, { .error($0) }) {}
    }

    private mutating func flush() {
        while !pending.isEmpty {
            let count = unsafe pending.withUnsafeBytes { unsafe write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            pending.removeFirst(count)
        }
    }

    private static func writeAll(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
        }
    }
}
