import CProcess
import Glibc
import Notes

/// The folders of a tree with their inotify watches.
struct WatchedTree {
    private let root: String
    private let descriptor: Int32
    /// The path of each watched folder.
    private var folders: [Int32: String] = [:]
    private(set) var version: UInt64 = 1
    private var untold = false
    /// Whether every folder is watched; else each question counts as a change.
    private(set) var isComplete: Bool

    private static let mask = [
        IN_CLOSE_WRITE, IN_MODIFY, IN_CREATE, IN_DELETE, IN_MOVED_FROM, IN_MOVED_TO, IN_ATTRIB, IN_DELETE_SELF,
        IN_MOVE_SELF, IN_ONLYDIR, IN_DONT_FOLLOW,
    ].reduce(UInt32(0)) { $0 | UInt32(bitPattern: $1) }

    /// The kinds of file systems, as statfs(2) has them, on which other machines change files as well: this kernel takes
    /// watches there, and tells of its own changes only.
    private static let shared: Set<Int> = [
        // NFS.
        0x6969,
        // SMB, in its three versions.
        0x517B, 0xFF53_4D42, 0xFE53_4D42,
        // 9P, as below `/mnt` of WSL.
        0x0102_1997,
        // FUSE, as sshfs, virtiofs and GlusterFS are.
        0x6573_5546,
        // Ceph, AFS, and the shared folders of VirtualBox.
        0x00C3_6400, 0x5346_414F, 0x6B41_4653, 0x786F_4256,
    ]

    /// Whether events tell of all changes on a kind of file system.
    static func tellsAll(_ kind: Int) -> Bool { !shared.contains(kind) }

    init(root: String, descriptor: Int32) {
        self.root = root
        self.descriptor = descriptor
        isComplete = descriptor >= 0
        watch(root)
    }

    /// Stops trusting the kernel's events.
    mutating func giveUp() { isComplete = false }

    /// Whether something changed since this was asked last.
    mutating func takeUntold() -> Bool {
        defer { untold = false }
        return untold
    }

    /// Reads the events that are there, without waiting for more.
    mutating func readEvents() {
        guard isComplete else { return noteChange() }
        while let events = nextEvents() {
            for event in events { handle(event) }
        }
    }

    private struct Event {
        var watch: Int32
        var mask: UInt32
        var name: String
    }

    /// Nil when there are none.
    private func nextEvents() -> [Event]? {
        let size = 16_384
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            unsafe count = max(0, read(descriptor, buffer.baseAddress, size))
        }
        guard !bytes.isEmpty else { return nil }
        var events: [Event] = []
        var position = 0
        // struct inotify_event: wd, mask, cookie, len, each of four bytes, then the name with its zero bytes.
        while position + 16 <= bytes.count {
            let length = Int(Self.word(bytes, position + 12))
            let end = min(bytes.count, position + 16 + length)
            let name = bytes[(position + 16)..<end].prefix { $0 != 0 }
            events.append(
                Event(
                    watch: Int32(bitPattern: Self.word(bytes, position)), mask: Self.word(bytes, position + 4),
                    name: String(decoding: name, as: UTF8.self)))
            position = end
        }
        return events
    }

    private static func word(_ bytes: [UInt8], _ position: Int) -> UInt32 {
        bytes[position..<(position + 4)].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    private mutating func handle(_ event: Event) {
        func has(_ bits: Int32) -> Bool { event.mask & UInt32(bitPattern: bits) != 0 }
        if has(IN_Q_OVERFLOW) {
            // Events were lost: whatever is there now is watched, and everything may have changed.
            watch(root)
            return noteChange()
        }
        if has(IN_IGNORED) {
            folders[event.watch] = nil
            return
        }
        guard let folder = folders[event.watch] else { return }
        if has(IN_ISDIR) {
            guard isWatched(event.name, in: folder) else { return }
            // A folder that could not be looked into may have been opened now.
            let isOpened = has(IN_ATTRIB) && !event.name.isEmpty
            if has(IN_CREATE) || has(IN_MOVED_TO) || isOpened { watch(folder + "/" + event.name) }
            if has(IN_MOVED_FROM) { forget(folder + "/" + event.name) }
            return noteChange()
        }
        if has(IN_DELETE_SELF) || has(IN_MOVE_SELF) {
            if folder == root { isComplete = false }
            return noteChange()
        }
        guard isRead(event.name, in: folder) else { return }
        noteChange()
    }

    /// Whether a folder in another can hold what is read: notes, or the names of roles.
    private func isWatched(_ name: String, in folder: String) -> Bool {
        let path = relative(folder + "/" + name)
        if SectionRoleNames.path.hasPrefix(path + "/") { return true }
        return !path.hasPrefix(".") && !name.hasPrefix(".")
    }

    /// Whether a file is a note, or names roles.
    private func isRead(_ name: String, in folder: String) -> Bool {
        let path = relative(folder + "/" + name)
        return path == SectionRoleNames.path || !path.hasPrefix(".") && name.lowercased().hasSuffix(".md")
    }

    /// A path without the notes folder's.
    private func relative(_ path: String) -> String { String(path.dropFirst(root.count + 1)) }

    private mutating func noteChange() {
        version &+= 1
        untold = true
    }

    /// Watches a folder and those in it. What comes into a folder before its watch is there is found by the listing
    /// that follows it.
    private mutating func watch(_ folder: String) {
        var pending = [folder]
        while let folder = pending.popLast(), isComplete {
            let watch = unsafe inotify_add_watch(descriptor, folder, Self.mask)
            guard watch >= 0 else {
                // Gone again or unreadable is no reason to give up; too many watches are.
                if errno == ENOSPC || errno == ENOMEM || folder == root { isComplete = false }
                continue
            }
            folders[watch] = folder
            if !Self.tellsAll(unsafe kb_file_system(folder)) { isComplete = false }
            guard let directory = unsafe opendir(folder) else { continue }
            defer { unsafe closedir(directory) }
            while let entry = unsafe readdir(directory) {
                let type = unsafe Int32(entry.pointee.d_type)
                guard type == Int32(DT_DIR) || type == Int32(DT_UNKNOWN) else { continue }
                let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
                }
                if isWatched(name, in: folder) { pending.append(folder + "/" + name) }
            }
        }
    }

    /// A folder that was moved away is watched no more, nor are those in it.
    private mutating func forget(_ folder: String) {
        for (watch, path) in folders where path == folder || path.hasPrefix(folder + "/") {
            inotify_rm_watch(descriptor, watch)
            folders[watch] = nil
        }
    }
}
