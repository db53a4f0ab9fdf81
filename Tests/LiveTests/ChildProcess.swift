import Foundation

/// A program started by a test.
///
/// Foundation's `Process` waits until the last of those who inherited its descriptors has ended; this one waits for the
/// program itself. The C calls are safe here: every string outlives the call it is given to.
struct ChildProcess {
    let pid: pid_t

    /// Starts a program; what it says on both streams goes to a file.
    init(_ program: String, _ arguments: [String], in folder: URL, output: URL) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // What other tests have open it would keep open: they would wait for the end of pipes of theirs in vain.
        unsafe try Self.close(from: 3, in: &actions)
        // The threads of tests block signals, and a program that inherits that is not ended by SIGTERM.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words = unsafe (["env", "-C", folder.path, program] + arguments).map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var pid: pid_t = 0
        let failure = unsafe posix_spawn(&pid, "/usr/bin/env", &actions, &attributes, &words, environ)
        guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .ENOENT) }
        self.pid = pid
    }

    /// glibc declares this only to those who ask for GNU's extensions, which Swift does not.
    private static func close(from first: Int32, in actions: inout posix_spawn_file_actions_t) throws {
        typealias Add = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32
        guard let symbol = unsafe dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") else {
            throw POSIXError(.ENOSYS)
        }
        let add = unsafe unsafeBitCast(symbol, to: Add.self)
        guard unsafe add(&actions, first) == 0 else { throw POSIXError(.ENOMEM) }
    }

    /// Waits until it listens at a port of loopback.
    ///
    /// - Throws: `EndedEarly` when it ends instead.
    func waitUntilListening(at port: UInt16) async throws {
        try await wait { FreePort.isTaken(port) }
    }

    /// Waits until something that it does is seen.
    ///
    /// - Throws: `EndedEarly` when it ends instead.
    func wait(until isSeen: () throws -> Bool) async throws {
        while try !isSeen() {
            guard !hasEnded else { throw EndedEarly(pid: pid) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    struct EndedEarly: Error {
        let pid: pid_t
    }

    /// Whether it has ended; it can still be waited for.
    private var hasEnded: Bool {
        var end = unsafe siginfo_t()
        let failure = unsafe waitid(P_PID, id_t(pid), &end, WEXITED | WNOHANG | WNOWAIT)
        let signal = unsafe end.si_signo
        return failure == 0 && signal == SIGCHLD
    }

    /// Waits for its end; its exit code, or 128 and the signal that ended it.
    @discardableResult
    func wait() -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }

    func stop() {
        kill(pid, SIGTERM)
        wait()
    }
}

/// Runs a program to its end; what it says on both streams.
@discardableResult
func run(_ program: String, _ arguments: [String], in folder: URL? = nil) throws -> (status: Int32, said: String) {
    let temporary = FileManager.default.temporaryDirectory
    let output = temporary.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: output) }
    let status = try ChildProcess(program, arguments, in: folder ?? temporary, output: output).wait()
    return (status, try String(contentsOf: output, encoding: .utf8))
}
