import Foundation
import Notes

/// Where things are on this machine: the notes folder, and the index that belongs to it.
package struct NotesFolder: Sendable, Equatable {
    /// The absolute path of the notes folder, links resolved.
    package let root: String
    /// The path of the index file.
    package let database: String

    /// Finds the notes folder: the flag, `KB_NOTES`, the nearest folder above that holds a `.kb` folder, else `notes`.
    /// The index is `KB_DATABASE`, else a file in the user's cache folder that belongs to this notes folder.
    ///
    /// - Throws: `KnowledgeBaseError.noNotesFolder`
    package init(
        flag: String?, environment: [String: String], workingDirectory: String
    ) throws(KnowledgeBaseError) {
        let named = flag ?? environment["KB_NOTES"].flatMap { $0.isEmpty ? nil : $0 }
        let wanted =
            named ?? Self.marked(above: workingDirectory)
            ?? (workingDirectory as NSString).appendingPathComponent("notes")
        let absolute =
            wanted.hasPrefix("/") ? wanted : (workingDirectory as NSString).appendingPathComponent(wanted)
        guard Self.isFolder(absolute), let resolved = unsafe realpath(absolute, nil)
        else { throw .noNotesFolder(path: wanted, wasNamed: named != nil) }
        root = unsafe String(cString: resolved)
        unsafe free(resolved)
        if let path = environment["KB_DATABASE"], !path.isEmpty {
            database = path.hasPrefix("/") ? path : (workingDirectory as NSString).appendingPathComponent(path)
        } else {
            database = UserFolder.cache.path(environment, home: NSHomeDirectory()) + "/" + Self.fileName(for: root)
        }
    }

    private static func marked(above folder: String) -> String? {
        var folder = folder
        while true {
            if isFolder((folder as NSString).appendingPathComponent(".kb")) { return folder }
            guard folder != "/", !folder.isEmpty else { return nil }
            folder = (folder as NSString).deletingLastPathComponent
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The folder's name, for people, and a hash of its path, which tells folders of one name apart.
    private static func fileName(for root: String) -> String {
        (root as NSString).lastPathComponent + "-" + String(FNV1a.hash(root), radix: 16) + ".sqlite"
    }
}
