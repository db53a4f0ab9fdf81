import Detection
import Foundation
import Notes
import Synchronization
import Testing

@testable import Live

/// kb as the build made it, beside this test.
private let program: String = {
    let test = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (test as NSString).deletingLastPathComponent + "/kb"
}()

/// What a job wrote, and how it ended.
private func run(_ script: String, configure: (inout RunJob) -> Void = { _ in }) async -> (
    ending: RunEnding, output: String
) {
    var job = RunJob(
        arguments: ["/usr/bin/bash", "-o", "pipefail", "-c", script], environment: ["PATH": "/usr/bin:/bin"],
        folder: "/tmp")
    job.limits.grace = 0.3
    configure(&job)
    let output = Mutex("")
    let ending = await CommandRunner(program: program).run(job) { _, bytes in
        output.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
    }
    return (ending, output.withLock { $0 })
}

/// How many processes have a word among their arguments.
private func processes(with word: String) -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.count { name in
        guard pid_t(name) != nil, let data = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") else {
            return false
        }
        return String(decoding: data, as: UTF8.self).split(separator: "\0").contains { $0 == word }
    }
}

@Suite("A supervised command", .serialized)
struct SupervisedRunTests {
    /// Both ways of keeping processes together: with bubblewrap, where it works, and without.
    private static let ways = [true, false]

    @Test("says what it says, and ends with its exit code", arguments: ways)
    func ends(isIsolated: Bool) async {
        let (ending, output) = await run("echo out; echo err >&2; exit 3") { $0.isIsolated = isIsolated }
        #expect(ending == .exited(3))
        #expect(output.contains("out\n") && output.contains("err\n"))
    }

    @Test("fails when the first part of a pipe does")
    func pipefail() async {
        #expect(await run("false | cat").ending == .exited(1))
    }

    @Test("sees no variable but those of the job, no descriptor of kb, and an empty standard input")
    func clean() async {
        let (_, output) = await run("env | cut -d= -f1 | sort | tr '\\n' ' '; cat | wc -c; ls /proc/$$/fd | wc -l") {
            $0.isIsolated = false
        }
        let lines = output.split(separator: "\n")
        #expect(lines.first == "PATH PWD SHLVL _ 0")
        #expect(lines.last.flatMap { Int($0) } ?? 99 <= 4)
    }

    @Test("sees the processes of the machine", arguments: ways)
    func machine(isIsolated: Bool) async {
        let (_, output) = await run("ps -eo args") { $0.isIsolated = isIsolated }
        #expect(output.contains("swiftpm-testing") || output.contains("kbPackageTests"))
    }

    @Test("has no terminal to ask at")
    func noTerminal() async {
        #expect(await run("read -r x < /dev/tty").ending != .exited(0))
    }

    @Test("is ended after its time, also where it ignores being asked to", arguments: ways)
    func timeLimit(isIsolated: Bool) async {
        let (ending, _) = await run("trap '' TERM; while :; do sleep 0.1; done") {
            $0.limits.seconds = 0.3
            $0.isIsolated = isIsolated
        }
        #expect(ending == .timeLimit)
    }

    @Test("is ended when it writes without end, and no more than the limit arrives")
    func outputLimit() async {
        let (ending, output) = await run("yes") { $0.limits.outputBytes = 50_000 }
        #expect(ending == .outputLimit)
        #expect(output.utf8.count == 50_000)
    }

    @Test(
        "leaves nothing behind, whatever its children do to get away",
        arguments: ways,
        [
            "setsid sleep NAP & sleep 0.1", "(setsid bash -c 'setsid sleep NAP &' &); sleep 0.1",
            "nohup sleep NAP >/dev/null 2>&1 & disown; sleep 0.1",
            "bash -c 'trap \"\" TERM HUP; setsid sleep NAP >/dev/null 2>&1 </dev/null' & sleep 0.1",
            "python3 -c 'import os\nif os.fork()==0:\n os.setsid()\n if os.fork()==0: os.execvp(\"sleep\",[\"sleep\",\"NAP\"])\n os._exit(0)'",
        ])
    func leftovers(isIsolated: Bool, script: String) async {
        let nap = String(Int.random(in: 100_000_000...999_999_999))
        let (ending, _) = await run(script.replacing("NAP", with: nap)) { $0.isIsolated = isIsolated }
        #expect(ending == .exited(0))
        #expect(processes(with: nap) == 0)
    }

    @Test("multiplies to no more than its limit", arguments: ways)
    func processLimit(isIsolated: Bool) async {
        // Bounded by itself at 512 processes, so that a failure of this test harms nobody.
        let nap = String(Int.random(in: 100_000_000...999_999_999))
        let bomb = "f() { [ $1 -gt 0 ] || { exec sleep \(nap); }; f $(($1-1)) & f $(($1-1)) & wait; }; f 8"
        let (ending, _) = await run(bomb) {
            $0.limits.processes = 60
            $0.isIsolated = isIsolated
        }
        #expect(ending == .processLimit)
        #expect(processes(with: nap) == 0)
    }

    @Test("gets no more memory than its limit")
    func memoryLimit() async {
        let (ending, output) = await run("exec python3 -c 'x = bytearray(600 << 20); print(\"got it\")'") {
            $0.limits.memoryBytes = 400 << 20
        }
        #expect(ending == .exited(1))
        #expect(!output.contains("got it\n"))
    }

    @Test("gets no more processor time than its limit")
    func processorLimit() async {
        let (ending, _) = await run("exec python3 -c 'while True: pass'") {
            $0.limits.cpuSeconds = 1
            $0.isIsolated = false
        }
        #expect(ending == .signalled(SIGKILL) || ending == .signalled(SIGXCPU))
    }

    @Test("is ended when the person cancels, with all its children", arguments: ways)
    func cancelled(isIsolated: Bool) async throws {
        let nap = String(Int.random(in: 100_000_000...999_999_999))
        let work = Task { await run("setsid --wait sleep \(nap)") { $0.isIsolated = isIsolated } }
        while processes(with: nap) == 0 { try await Task.sleep(for: .milliseconds(20)) }
        work.cancel()
        #expect(await work.value.ending == .cancelled)
        #expect(processes(with: nap) == 0)
    }

    @Test("that kills its parent gets away with nothing where it is isolated, and is told as lost elsewhere")
    func killsParent() async {
        let (ending, _) = await run("kill -9 $PPID") { $0.isIsolated = false }
        #expect(ending == .lost || ending == .exited(0))
    }

    @Test("that stops its supervisor is ended after its time all the same")
    func stopsSupervisor() async {
        let nap = String(Int.random(in: 100_000_000...999_999_999))
        let (ending, _) = await run("kill -STOP $PPID; exec sleep \(nap)") {
            $0.limits.seconds = 0.3
            $0.isIsolated = false
        }
        #expect(ending == .timeLimit)
        #expect(processes(with: nap) == 0)
    }

    @Test("that stops its supervisor is ended when the person cancels")
    func stopsSupervisorAndIsCancelled() async throws {
        let nap = String(Int.random(in: 100_000_000...999_999_999))
        let work = Task { await run("kill -STOP $PPID; exec sleep \(nap)") { $0.isIsolated = false } }
        while processes(with: nap) == 0 { try await Task.sleep(for: .milliseconds(20)) }
        work.cancel()
        #expect(await work.value.ending == .cancelled)
        #expect(processes(with: nap) == 0)
    }

    @Test("that can't be started says why")
    func notStarted() async {
        let (ending, _) = await run("true") { $0.folder = "/no/such/folder" }
        #expect(ending == .notStarted("/no/such/folder: No such file or directory"))
    }
}

@Suite("Values of parameters never become code")
struct InjectionTests {
    /// Each is a context of a shell in which quoting and pasting goes wrong.
    static let contexts = [
        "printf '%s' my-topic", "printf '%s' 'my-topic'", "printf '%s' \"my-topic\"", "cat <<EOF\nmy-topic\nEOF",
        "cat <<'EOF'\nmy-topic\nEOF", "printf '%s' \"$(printf '%s' my-topic)\"", "printf '%s' `printf '%s' my-topic`",
        "bash -c 'printf %s my-topic'", "bash -c \"printf '%s' 'my-topic'\"", "eval \"printf '%s' my-topic\"",
        "awk 'BEGIN { printf \"%s\", \"my-topic\" }'", "X=my-topic; printf '%s' \"$X\"",
        "case my-topic in *) printf '%s' my-topic;; esac",
        "printf '%s' $'my-topic'", "sed 's/x/my-topic/' <<< x",
    ]
    static let attacks = [
        "$(touch HIT)", "`touch HIT`", "';touch HIT;'", "\";touch HIT;\"", "\ntouch HIT\n", "EOF\ntouch HIT",
        "x;touch HIT",
        "x|touch HIT", "x&touch HIT", "x>HIT", "$((HIT))", "${IFS}", "-rf", "'\"'", "\\", "a b", "*", "~", "!x",
        "\u{202E}x",
    ]

    @Test("an attack is refused in every context", arguments: attacks)
    func refused(attack: String) {
        for context in Self.contexts {
            #expect(throws: ParameterError.self) {
                try PreparedRun(
                    language: "bash", text: context,
                    values: ParameterValues([Parameter(name: "topic", sample: "my-topic")], ["topic": attack]),
                    UserConfiguration(), ["PATH": "/usr/bin:/bin"])
            }
        }
    }

    @Test("a plain value arrives as itself in every context", arguments: contexts)
    func taken(context: String) async throws {
        let value = "a.b_c:1/d@e%f+g,h=i-j"
        // The delimiter of sed is one of the characters.
        let used = context.contains("sed") ? "a.b_c:1" : value
        let prepared = try PreparedRun(
            language: "bash", text: context,
            values: ParameterValues([Parameter(name: "topic", sample: "my-topic")], ["topic": used]),
            UserConfiguration(),
            ["PATH": "/usr/bin:/bin"])
        let output = Mutex("")
        let ending = await CommandRunner(program: program).run(prepared.job) { _, bytes in
            output.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
        }
        #expect(ending == .exited(0))
        #expect(output.withLock { $0 }.trimmingCharacters(in: .newlines) == used)
    }

    @Test("in SQL values are bound by psql, and refused where that can't be")
    func sql() throws {
        let values = ParameterValues(
            [Parameter(name: "db", sample: "my-db", pattern: try Pattern("(?s).*"))], ["db": "x'; DROP TABLE t; --"])
        let environment = ["PATH": "/usr/bin:/bin"]
        var configuration = UserConfiguration()
        configuration.runners["sql"]?.arguments[0] = "cat"
        let prepared = try PreparedRun(
            language: "sql", text: "SELECT * FROM t WHERE n = 'my-db'", values: values, configuration, environment)
        #expect(prepared.job.input == "SELECT * FROM t WHERE n = :'kb1'")
        #expect(prepared.job.arguments.suffix(2) == ["-v", "kb1=x'; DROP TABLE t; --"])
        #expect(throws: ParameterError.self) {
            try PreparedRun(language: "sql", text: "DROP TABLE my-db", values: values, configuration, environment)
        }
        configuration.runners["mysql"] = .init(arguments: ["cat"], text: .input)
        #expect(throws: (any Error).self) {
            try PreparedRun(
                language: "mysql", text: "SELECT 'my-db'",
                values: ParameterValues([Parameter(name: "db", sample: "my-db")], ["db": "x"]), configuration,
                environment)
        }
    }

    @Test("a program that is missing is named before anything runs")
    func missing() {
        #expect(throws: RunError.missingProgram("no-such-program-1")) {
            try PreparedRun(
                language: "bash", text: "touch HIT; no-such-program-1 | awk 1", values: ParameterValues([], [:]),
                UserConfiguration(), ["PATH": "/usr/bin:/bin"])
        }
    }

    @Test(
        "what runs nothing, or was copied with its prompt, is refused: its silence would look like health",
        arguments: [
            ("bash", "# systemctl is-failed kafka", RunError.onlyComments), ("sh", " \n", .onlyComments),
            ("sql", "-- SELECT 1;\n/* 2 */ ", .onlyComments), ("bash", "$ uptime\n 10:00 up", .prompt("$")),
            ("sh", "ops@db-1:~$ uptime", .prompt("ops@db-1:~$")),
        ])
    func nothing(language: String, text: String, error: RunError) {
        var configuration = UserConfiguration()
        configuration.runners["sql"]?.arguments[0] = "cat"
        #expect(throws: error) {
            try PreparedRun(
                language: language, text: text, values: ParameterValues([], [:]), configuration,
                ["PATH": "/usr/bin:/bin"])
        }
    }

    @Test("a block without a language says so, not that its name is empty")
    func noLanguage() throws {
        let error = #expect(throws: RunError.self) {
            try PreparedRun(
                language: "", text: "uptime", values: ParameterValues([], [:]), UserConfiguration(),
                ["PATH": "/usr/bin:/bin"])
        }
        #expect(try #require(error).sentence.english.hasPrefix("The block names no language"))
    }

    @Test("folders of PATH that depend on where one is are left out, and so are variables nobody allowed")
    func environment() throws {
        let prepared = try PreparedRun(
            language: "bash", text: "true", values: ParameterValues([], [:]), UserConfiguration(),
            [
                "PATH": ".::bin:/usr/bin:/bin", "KB_TOKEN": "t", "LD_PRELOAD": "x", "BASH_ENV": "y", "LC_ALL": "C",
                "HOME": "/tmp",
            ])
        #expect(prepared.job.environment == ["PATH": "/usr/bin:/bin", "LC_ALL": "C", "HOME": "/tmp", "TERM": "dumb"])
    }

    @Test("a text with a NUL or without end is refused")
    func unusable() {
        for text in ["a\u{0}b", "# " + String(repeating: "x", count: 70_000)] {
            #expect(throws: RunError.self) {
                try PreparedRun(
                    language: "bash", text: text, values: ParameterValues([], [:]), UserConfiguration(),
                    ["PATH": "/usr/bin:/bin"])
            }
        }
    }
}
