import Foundation

/// The processes below this one, as `/proc` shows them: also those that left their group, their session and their parent.
enum ProcessTree {
    /// A living process, and the group that a signal can reach it by.
    struct Member {
        let pid: pid_t
        let parent: pid_t
        let group: pid_t
    }

    /// All living descendants. What has ended and waits to be reaped is none.
    static func descendants() -> [Member] {
        var children: [pid_t: [Member]] = [:]
        for member in living() { children[member.parent, default: []].append(member) }
        var found: [Member] = []
        var pending = [getpid()]
        while let parent = pending.popLast() {
            // Each has one parent; a list that was read while it changed must not lead in a circle.
            let next = children.removeValue(forKey: parent) ?? []
            found += next
            pending += next.map(\.pid)
        }
        return found
    }

    /// Sends a signal to all descendants, and first to their groups: the kernel reaches a whole group at once, however
    /// fast it multiplies meanwhile.
    static func signal(_ number: Int32) {
        let members = descendants()
        let own = getpgrp()
        for group in Set(members.map(\.group)) where group > 1 && group != own { kill(-group, number) }
        for member in members { kill(member.pid, number) }
    }

    /// Ends all descendants.
    ///
    /// What another user's rights or the kernel protect lives on, after ten seconds of trying.
    static func end() {
        let deadline = ContinuousClock.now.advanced(by: .seconds(10))
        while ContinuousClock.now < deadline {
            signal(SIGKILL)
            reap()
            guard !descendants().isEmpty else { return }
            usleep(1000)
        }
    }

    /// How many tasks the system has, from one short file: what grows fast shows here first.
    static func systemTasks() -> Int {
        let fields = text("/proc/loadavg").split(separator: UInt8(ascii: " "))
        guard fields.count > 3, let total = fields[3].split(separator: UInt8(ascii: "/")).last else { return 0 }
        return Int(String(decoding: total, as: UTF8.self)) ?? 0
    }

    /// Takes note of all children that have ended.
    static func reap() {
        while waitpid(-1, nil, WNOHANG) > 0 {}
    }

    private static func living() -> [Member] {
        guard let folder = unsafe opendir("/proc") else { return [] }
        defer { unsafe closedir(folder) }
        var found: [Member] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if let pid = pid_t(name), let member = member(pid) { found.append(member) }
        }
        return found
    }

    /// Nil where the process has ended. proc(5): `pid (name) state parent group …`, and the name may hold anything.
    private static func member(_ pid: pid_t) -> Member? {
        let stat = text("/proc/\(pid)/stat")
        guard let end = stat.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = stat[(end + 1)...].split(separator: UInt8(ascii: " "), maxSplits: 3)
        guard fields.count >= 3, let state = fields[0].first, !"ZX".utf8.contains(state),
            let parent = pid_t(String(decoding: fields[1], as: UTF8.self)),
            let group = pid_t(String(decoding: fields[2], as: UTF8.self))
        else { return nil }
        return Member(pid: pid, parent: parent, group: group)
    }

    /// The beginning of a small file; empty where there is none.
    private static func text(_ path: String) -> ArraySlice<UInt8> {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 512)
        let count = unsafe read(file, &buffer, buffer.count)
        return buffer[..<max(0, count)]
    }
}
