import Foundation

/// Where the style sheet and the scripts of pages are.
package enum StaticFolder {
    /// `KB_STATIC`, else beside the installed program (`bin/kb` and `share/kb/static`), else the nearest folder above the
    /// program, or above the working directory, that holds them.
    package static func path(_ environment: [String: String]) -> String {
        if let named = environment["KB_STATIC"], !named.isEmpty { return named }
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let installed = program.deletingLastPathComponent().appendingPathComponent("share/kb/static")
        let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        let candidates = [installed] + above(program) + above(here)
        return (candidates.first { isWhole($0.path) } ?? installed).path
    }

    /// Whether a folder holds them.
    static func isWhole(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path + "/kb.css") }

    private static func above(_ folder: URL) -> [URL] {
        let parts = folder.standardizedFileURL.pathComponents
        return parts.indices.reversed().prefix(12).map { index in
            let folder = parts[1...].prefix(index).joined(separator: "/")
            return URL(fileURLWithPath: "/" + folder).appendingPathComponent("static")
        }
    }
}
