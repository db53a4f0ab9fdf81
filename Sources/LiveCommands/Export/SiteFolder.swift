import Catalogue
import Commands
import Foundation
import Index

/// The folder that an exported site is written to: whole, or as it was. A folder that holds anything else is left alone.
struct SiteFolder {
    private let target: String
    private let draft: String

    /// What tells a folder of ours from others.
    private static let mark = ".kb-site"

    /// - Throws: `Failure` where something else is in the place.
    init(_ path: String) throws {
        target = URL(fileURLWithPath: path).standardizedFileURL.path
        draft = target + ".new-\(UUID().uuidString.prefix(8))"
        let manager = FileManager.default
        guard manager.fileExists(atPath: target) else { return }
        let names = (try? manager.contentsOfDirectory(atPath: target)) ?? ["?"]
        guard names.isEmpty || names.contains(Self.mark) else {
            throw Failure.unavailable(
                sentence: Interface.words("web.ways.export.taken", ControlCharacters.visible(target)))
        }
    }

    /// Writes a file of the new site.
    ///
    /// - Throws: `Failure.cannotWriteFile`
    func write(_ path: String, _ bytes: [UInt8]) throws {
        let url = URL(fileURLWithPath: draft + "/" + path)
        try orFail {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: url)
        }
    }

    /// Puts the new site in the place of the old one.
    ///
    /// - Throws: `Failure.cannotWriteFile`
    func finish() throws {
        let manager = FileManager.default
        try write(Self.mark, [])
        let old = draft + ".old"
        try orFail {
            if manager.fileExists(atPath: target) { try manager.moveItem(atPath: target, toPath: old) }
            do { try manager.moveItem(atPath: draft, toPath: target) } catch {
                try? manager.moveItem(atPath: old, toPath: target)
                throw error
            }
        }
        try? manager.removeItem(atPath: old)
    }

    /// What a file system refuses is told in the words of this program.
    private func orFail(_ work: () throws -> Void) throws {
        // The person asked for the folder, not for the draft that becomes it.
        do { try work() } catch { throw Failure.cannotWriteFile(path: target, reason: SystemReason.text(of: error)) }
    }

    /// Forgets what was written of a site that did not come to its end.
    func abandon() { try? FileManager.default.removeItem(atPath: draft) }
}
