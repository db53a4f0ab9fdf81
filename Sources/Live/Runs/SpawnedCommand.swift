import Foundation

/// Why a command could not be started.
struct SpawnError: Error {
    let reason: String
}

/// A command that was started, with the ends of its pipes.
///
/// The C calls are safe here: every string outlives the call it is given to.
struct SpawnedCommand {
    let pid: pid_t
    /// Where its standard output and standard error are read, without waiting.
    let output: Int32
    let error: Int32

    /// Debian's util-linux sets the limits of a process before it becomes the command.
    private static let limiter = "/usr/bin/prlimit"
    private static let isolator = "/usr/bin/bwrap"

    init(_ job: RunJob) throws(SpawnError) {
        guard FileManager.default.isExecutableFile(atPath: Self.limiter) else {
            throw SpawnError(reason: "\(Self.limiter) is missing, which sets the limits; install util-linux")
        }
        guard unsafe chdir(job.folder) == 0 else { throw SpawnError(reason: "\(job.folder): \(Self.problem(errno))") }
        let limits = [
            Self.limiter, "--as=\(job.limits.memoryBytes)", "--cpu=\(job.limits.cpuSeconds)", "--core=0", "--",
        ]
        let isolation = job.isIsolated && Self.canIsolate ? Self.isolation(job) : []
        let (outputEnd, outputStart) = try Self.pipe()
        let (errorEnd, errorStart) = try Self.pipe()
        let input = try Self.pipe(holding: job.input)
        defer { for file in [outputStart, errorStart, input] { close(file) } }
        pid = try Self.spawn(
            limits + isolation + job.arguments, job.environment, [input, outputStart, errorStart])
        _ = fcntl(outputEnd, F_SETFL, O_NONBLOCK)
        _ = fcntl(errorEnd, F_SETFL, O_NONBLOCK)
        (output, error) = (outputEnd, errorEnd)
    }

    /// Processes of its own, which all end with their first one; files and network stay as they are. So does `/proc`:
    /// what a command looks for are the processes of the machine.
    private static func isolation(_ job: RunJob) -> [String] {
        [isolator, "--unshare-pid", "--die-with-parent", "--dev-bind", "/", "/", "--chdir", job.folder, "--"]
    }

    /// Whether bubblewrap is installed and may do what it does: in containers it often may not.
    private static var canIsolate: Bool {
        guard FileManager.default.isExecutableFile(atPath: isolator) else { return false }
        let words = [isolator, "--unshare-pid", "--die-with-parent", "--dev-bind", "/", "/", "true"]
        guard let null = try? pipe(holding: ""),
            let pid = try? spawn(words, ["PATH": "/usr/bin:/bin"], [null, null, null])
        else { return false }
        close(null)
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return status == 0
    }

    private static func pipe() throws(SpawnError) -> (end: Int32, start: Int32) {
        var ends: [Int32] = [-1, -1]
        guard unsafe Foundation.pipe(&ends) == 0 else { throw SpawnError(reason: problem(errno)) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// The end of a pipe that holds a text, which its buffer takes whole: who does not read it keeps nobody waiting.
    private static func pipe(holding text: String) throws(SpawnError) -> Int32 {
        let (end, start) = try pipe()
        defer { close(start) }
        let bytes = Array(text.utf8)
        guard bytes.count <= RunJob.longestText else { throw SpawnError(reason: problem(E2BIG)) }
        let count = unsafe bytes.withUnsafeBytes { unsafe write(start, $0.baseAddress, $0.count) }
        guard count == bytes.count else { throw SpawnError(reason: problem(errno)) }
        return end
    }

    private static func spawn(
        _ words: [String], _ environment: [String: String], _ streams: [Int32]
    ) throws(SpawnError) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for (number, file) in streams.enumerated() {
            unsafe posix_spawn_file_actions_adddup2(&actions, file, Int32(number))
        }
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        unsafe posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer { unsafe (arguments + variables).forEach { unsafe free($0) } }
        var pid: pid_t = 0
        let failure = unsafe posix_spawn(&pid, words[0], &actions, &attributes, &arguments, &variables)
        guard failure == 0 else { throw SpawnError(reason: "\(words[0]): \(problem(failure))") }
        return pid
    }

    private static func problem(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
}
