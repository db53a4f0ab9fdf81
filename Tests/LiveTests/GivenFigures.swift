import Foundation

/// The folder of the kernel's figures, as the exporter may be shown it: copies, of which a test changes some.
struct GivenFigures {
    let folder: URL

    /// - Parameter files: those that are copied from `/proc`.
    init(_ files: [String], in folder: URL) throws {
        self.folder = folder.appending(path: "proc")
        for file in files { try write(file, String(contentsOfFile: "/proc/\(file)", encoding: .utf8)) }
    }

    /// Adds to the numbers that follow a place, all of them.
    func add(_ amount: Int, to file: String, after place: String) throws {
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        let number = try Regex<(Substring, Substring, Substring)>("(\(place))(\\d+)").anchorsMatchLineEndings()
        try write(file, text.replacing(number) { match in "\(match.1)\((Int(match.2) ?? 0) + amount)" })
    }

    /// At once, for the exporter reads at any moment.
    func write(_ file: String, _ text: String) throws {
        let file = folder.appending(path: file)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }
}
