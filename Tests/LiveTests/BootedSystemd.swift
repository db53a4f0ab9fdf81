import Fixtures
import Foundation
import Testing

/// systemd as process 1 of namespaces of its own, with its journal and its bus; ended by `stop`.
///
/// It sees no unit but those that a test gives it, so that nothing of the machine is set up anew: the root folder, the
/// kernel's settings and the machine's journal are out of its reach. Network and clock are the machine's.
struct BootedSystemd {
    /// What can be had of it here.
    struct Possibility {
        var boots = false
        var limitsMemory = false
    }

    static let possibility = Task {
        guard getuid() == 0, let folder = try? TemporaryFolder(),
            let systemd = try? await BootedSystemd(in: URL(filePath: folder.path))
        else { return Possibility() }
        defer { systemd.stop() }
        let memory = try? systemd.run("systemctl show dbus.service --property=MemoryCurrent")
        return Possibility(boots: true, limitsMemory: memory?.contains("not set") == false)
    }

    /// Whether the machine has control groups of both kinds, of which systemd then uses the older.
    static let hasBothKinds = FileManager.default.fileExists(atPath: "/sys/fs/cgroup/unified/cgroup.procs")

    private let process: ChildProcess
    /// Process 1, as the machine numbers it.
    private let first: pid_t
    private let group: String
    private let folder: URL

    /// Boots, and waits until all that it starts then runs.
    ///
    /// - Parameters:
    ///   - units: text by name; they are there, and not started.
    ///   - onSecondKind: whether it finds only control groups of the second kind, which all newer machines have.
    init(in folder: URL, units: [String: String] = [:], onSecondKind: Bool = false) async throws {
        self.folder = folder
        group = folder.lastPathComponent
        let own = folder.appending(path: "units")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        for name in ["sysinit", "basic", "shutdown", "sockets", "timers"] {
            try Data("[Unit]\nDefaultDependencies=no\n".utf8).write(to: own.appending(path: "\(name).target"))
        }
        try Data(Self.target.utf8).write(to: own.appending(path: "boot.target"))
        for name in Self.borrowed {
            try FileManager.default.copyItem(
                at: URL(filePath: "/lib/systemd/system/\(name)"), to: own.appending(path: name))
        }
        for (name, text) in units { try Data(text.utf8).write(to: own.appending(path: name)) }
        try Data(Self.inside.utf8).write(to: folder.appending(path: "inside.sh"))
        process = try ChildProcess(
            "/bin/sh",
            ["-ec", onSecondKind ? Self.startOnSecondKind : Self.start, "sh", folder.path, group, Self.start],
            in: folder,
            output: folder.appending(path: "systemd.log"))
        do { first = try await Self.boot(process) } catch {
            kill(process.pid, SIGKILL)
            process.wait()
            Self.removeGroups(group)
            throw error
        }
    }

    private static func boot(_ process: ChildProcess) async throws -> pid_t {
        let own = "/proc/\(process.pid)"
        func read(_ file: String) -> String { (try? String(contentsOfFile: "\(own)/\(file)", encoding: .utf8)) ?? "" }
        var child: pid_t?
        try await process.wait {
            // The shell has had other children before it became this.
            guard read("comm") == "unshare\n" else { return false }
            child = read("task/\(process.pid)/children").split(separator: " ").first.flatMap { pid_t($0) }
            return child != nil
        }
        let first = try #require(child)
        // Where it can't boot it may also stay as it is for ever.
        let end = ContinuousClock.now.advanced(by: .seconds(90))
        var state = ""
        try await process.wait {
            state = try LiveTests.run("/usr/bin/env", enter(first) + ["systemctl", "is-system-running"]).said
            return ["running\n", "degraded\n"].contains(state) || ContinuousClock.now > end
        }
        try #require(state == "running\n", "\(state)")
        return first
    }

    /// The words that run what follows them in there.
    var enter: [String] { Self.enter(first) }

    private static func enter(_ first: pid_t) -> [String] {
        ["/usr/bin/nsenter", "--target", "\(first)", "--mount", "--pid", "--cgroup", "--uts", "--ipc"]
    }

    /// Runs a shell script in there, in the folder.
    @discardableResult
    func run(_ script: String) throws -> String {
        let (status, said) = try LiveTests.run("/usr/bin/env", enter + ["sh", "-ec", "cd \(folder.path)\n" + script])
        try #require(status == 0, "\(script): \(said)")
        return said
    }

    /// Changes a unit.
    func write(_ unit: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: "units/\(unit)"))
        try run("systemctl daemon-reload")
    }

    func stop() {
        // With process 1 all others of its namespace end.
        kill(first, SIGKILL)
        process.wait()
        Self.removeGroups(group)
    }

    private static func removeGroups(_ group: String) {
        let groups = ["/sys/fs/cgroup/", "-depth", "-type", "d", "-path", "*/\(group)*"]
        // One that did not boot may still be about to end, and as long its groups can't be removed.
        for _ in 0..<20 {
            let removed = try? LiveTests.run("/usr/bin/find", groups + ["-exec", "rmdir", "{}", "+"])
            if removed?.status == 0 { return }
            usleep(50_000)
        }
    }

    private static let borrowed = [
        "dbus.service", "dbus.socket", "systemd-journald.service", "systemd-journald.socket",
        "systemd-journald-dev-log.socket",
    ]

    private static let target = """
        [Unit]
        DefaultDependencies=no
        Requires=dbus.service systemd-journald.service
        After=dbus.service systemd-journald.service

        """

    private static let startOnSecondKind = """
        exec unshare --mount sh -ec 'umount --lazy --recursive /sys/fs/cgroup
            mount -t cgroup2 cgroup2 /sys/fs/cgroup
            exec sh -ec "$3" sh "$1" "$2"' sh "$@"
        """

    /// Goes into control groups of its own, which are all that systemd will see of them, and begins the namespaces.
    private static let start = """
        for line in $(cut -d: -f2,3 /proc/self/cgroup); do
            controller=${line%%:*}; controller=${controller#name=}
            groups=/sys/fs/cgroup/$controller
            [ -n "$controller" ] || [ -e $groups/cgroup.procs ] || groups=/sys/fs/cgroup/unified
            # The kernel also names what is not mounted, as the older ones beside control groups of the second kind.
            [ "$controller" != cpuset ] && [ -e "$groups/cgroup.procs" ] || continue
            mkdir "$groups${line#*:}/$2"
            echo $$ > "$groups${line#*:}/$2/cgroup.procs"
        done
        exec unshare --mount --pid --fork --cgroup --uts --ipc --kill-child sh -e "$1/inside.sh" "$1"
        """

    private static let inside = """
        mount --bind "$1" "$1"
        mount -o remount,bind,ro /
        mount -t proc proc /proc
        mount --bind /proc/sys /proc/sys
        mount -o remount,bind,ro /proc/sys
        # Left to itself it would mount the older kind beside the second as well.
        [ -e /sys/fs/cgroup/cgroup.procs ] && unified=yes || unified=no
        umount --lazy --recursive /sys/fs/cgroup
        mount -o remount,bind,ro /sys
        for folder in /run /var/log /var/lib/systemd; do mount -t tmpfs tmpfs $folder; done
        mkdir -p /run/systemd/journald.conf.d
        # Else it would make the kernel audit.
        printf '[Journal]\\nAudit=no\\n' > /run/systemd/journald.conf.d/kb.conf
        exec env -i container=kb SYSTEMD_UNIT_PATH="$1/units" PATH=/usr/sbin:/usr/bin:/sbin:/bin \\
            /lib/systemd/systemd --system --unit=boot.target --show-status=no \\
            systemd.unified_cgroup_hierarchy=$unified

        """
}
