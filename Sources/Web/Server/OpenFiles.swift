import Glibc

/// How many files and sockets this process may have open at once.
package enum OpenFiles {
    /// As many as all connections take, with the files beside them; more would make the start of programs slower.
    private static let wanted: rlim_t = 4096

    /// Takes as many as are of use, where the system gives them: what a session of a person or of systemd begins with is
    /// half of the connections that a server takes.
    ///
    /// - Returns: how many there may be now.
    package static func allow() -> Int {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 256 }
        if limit.rlim_cur < wanted {
            var raised = limit
            raised.rlim_cur = min(wanted, limit.rlim_max)
            if unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
        }
        return Int(clamping: limit.rlim_cur)
    }
}

extension WebConfiguration.Limits {
    /// What stays for the notes, the index, the journal and what commands need: without it a server whose connections
    /// are all in use finds no note any more.
    private static let otherFiles = 128

    /// Takes no more connections than a process can have beside its files, and of them no more than half for pages that
    /// wait for changes.
    ///
    /// - Parameter count: how many files the process may have open.
    package mutating func fit(openFiles count: Int) {
        connections = max(2, min(connections, count - Self.otherFiles))
        listeners = min(listeners, connections / 2)
    }
}
