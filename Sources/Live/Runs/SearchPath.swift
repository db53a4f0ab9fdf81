import Foundation

/// Where programs are looked for. Folders that are not absolute are left out: what runs must not depend on where.
struct SearchPath {
    let folders: [String]

    var text: String { folders.joined(separator: ":") }

    init(_ environment: [String: String]) {
        let path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        folders = path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
    }

    /// The absolute path of a program; nil where there is none.
    func find(_ name: String) -> String? {
        if name.contains("/") { return name.hasPrefix("/") && Self.isProgram(name) ? name : nil }
        return folders.lazy.map { $0 + "/" + name }.first { Self.isProgram($0) }
    }

    private static func isProgram(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        return unsafe access(path, X_OK) == 0
    }
}
