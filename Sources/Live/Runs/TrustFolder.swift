package import Detection
import Foundation
package import Notes

/// What this person trusts: one small file each, in the state folder, never among the notes.
package struct TrustFolder: Sendable {
    /// Absolute; the folder may not be there yet.
    package let path: String

    /// The folder `kb/trust` of the person's state folder (XDG Base Directory Specification).
    package init(_ environment: [String: String]) {
        path = UserFolder.state.path(environment, home: NSHomeDirectory()) + "/trust"
    }

    /// Whether the entry is trusted: its file is there, is this person's alone, and says exactly this.
    package func contains(_ entry: TrustEntry) -> Bool { !isAmong(entry.notes) && read(entry.fileName) == entry }

    /// Remembers an entry.
    ///
    /// - Throws: `TrustError`
    package func add(_ entry: TrustEntry) throws(TrustError) {
        if isAmong(entry.notes) { throw .amongNotes(path: path) }
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let file = path + "/" + entry.fileName
            try Data(entry.text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        } catch { throw .unwritable(path: path, reason: error.localizedDescription) }
        guard contains(entry) else {
            throw .writtenByOthers(path: path)
        }
    }

    /// Forgets an entry; whether it was there.
    @discardableResult
    package func remove(_ entry: TrustEntry) -> Bool { unsafe unlink(path + "/" + entry.fileName) == 0 }

    /// All entries, by note.
    package func entries() -> [TrustEntry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.compactMap { read($0) }
            .sorted {
                ($0.notes, $0.path, $0.fingerprint.hexadecimal) < ($1.notes, $1.path, $1.fingerprint.hexadecimal)
            }
    }

    /// Whether it lies in a notes folder, where others write.
    private func isAmong(_ notes: String) -> Bool { path.hasPrefix(notes + "/") }

    /// Nil for what this person did not write: links, files and folders of others, or that others may write.
    private func read(_ name: String) -> TrustEntry? {
        guard name.utf8.count == 64, Self.isOwn(path, S_IFDIR) else { return nil }
        let descriptor = unsafe open(path + "/" + name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, Self.isOwn(status, S_IFREG), status.st_size <= 65_536,
            let data = try? file.readToEnd()
        else { return nil }
        return TrustEntry(text: String(decoding: data, as: UTF8.self), fileName: name)
    }

    private static func isOwn(_ path: String, _ kind: mode_t) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && isOwn(status, kind)
    }

    private static func isOwn(_ status: stat, _ kind: mode_t) -> Bool {
        status.st_mode & S_IFMT == kind && status.st_uid == getuid() && status.st_mode & (S_IWGRP | S_IWOTH) == 0
    }
}

/// Why trust can't be remembered.
package enum TrustError: ExplainedError, Hashable, Sendable {
    case amongNotes(path: String)
    case unwritable(path: String, reason: String)
    case writtenByOthers(path: String)

    /// One sentence for a person.
    package var sentence: Sentence {
        switch self {
        case .amongNotes(let path):
            Sentence(
                "trust.error.notes",
                "The trust folder %1 lies among the notes, where anyone who writes notes could forge it; set "
                    + "XDG_STATE_HOME elsewhere.", path)
        case .unwritable(let path, let reason):
            Sentence("trust.error.write", "Trust can't be remembered in %1: %2.", path, reason)
        case .writtenByOthers(let path):
            Sentence(
                "trust.error.others",
                "Trust can't be remembered in %1: others may write there, so what it says can't be trusted.", path)
        }
    }
}
