import Foundation
import Index
import Notes
import Review

/// A note file on its way from the bytes that were read to the bytes that take their place in one step.
///
/// The C calls are safe here: every pointer is used only before the call returns.
struct NoteRewrite {
    /// Relative to the notes folder.
    let path: String
    let bytes: [UInt8]
    /// What the front matter says of reviews.
    let plan: ReviewPlan
    /// Whether the front matter is beyond what is read of one: nobody knows then what it says.
    private let isBeyondLimits: Bool
    /// The file itself, where the path is a link to it.
    private let file: String
    private let status: stat
    /// One name for each folder: only one process writes at a time, and a name that a crash left is taken again.
    private var temporary: String { (file as NSString).deletingLastPathComponent + "/.kb-review.tmp" }

    /// Reads a file that is to be written again.
    ///
    /// - Parameters:
    ///   - path: relative to the notes folder.
    ///   - root: the notes folder, links resolved.
    /// - Throws: `ReviewError` when it may not be written, `KnowledgeBaseError.unreadableNote`
    init(_ path: String, in root: String) throws {
        guard let resolved = unsafe realpath(root + "/" + path, nil) else {
            throw KnowledgeBaseError.unreadableNote(path: path, reason: "\(FileOutput.Failure())")
        }
        file = unsafe String(cString: resolved)
        unsafe free(resolved)
        guard file.hasPrefix(root + "/") else { throw ReviewError.outside(path: path) }
        self.path = path
        var status = stat()
        guard unsafe stat(file, &status) == 0 else {
            throw KnowledgeBaseError.unreadableNote(path: path, reason: "\(FileOutput.Failure())")
        }
        self.status = status
        do {
            bytes = try NoteFile.bytes(at: file)
        } catch {
            throw KnowledgeBaseError.unreadableNote(path: path, reason: error.description)
        }
        let source = NoteSource(String(decoding: bytes, as: UTF8.self))
        let (front, findings) =
            source.frontMatter.map { FrontMatter.parse($0, firstLine: 2) } ?? (FrontMatter(), [])
        plan = ReviewPlan(front)
        isBeyondLimits = findings.contains { $0.rule == .frontMatterLimit }
        // A rename needs no right to write the file itself; who took that right away still meant it.
        guard unsafe access(file, W_OK) == 0 else { throw ReviewError.readOnly(path: path) }
    }

    /// The bytes with other values in the front matter.
    ///
    /// - Throws: `ReviewError.frontMatter`
    func applying(_ edit: FrontMatterEdit) throws(ReviewError) -> [UInt8] {
        if isBeyondLimits { throw .frontMatter(path: path, .beyondLimits) }
        do {
            return try edit.applied(to: bytes)
        } catch {
            throw .frontMatter(path: path, error)
        }
    }

    /// Writes the new bytes beside the file and onto the disk; the file itself is not touched.
    ///
    /// - Throws: `ReviewError.cannotWrite`, with nothing left behind.
    func prepare(_ new: [UInt8]) throws(ReviewError) {
        unsafe unlink(temporary)
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: "\(FileOutput.Failure())") }
        defer { close(descriptor) }
        do {
            try FileOutput.write(new, to: descriptor)
            // Another owner's file stays theirs, where that is allowed.
            if status.st_uid != geteuid() || status.st_gid != getegid() {
                _ = fchown(descriptor, status.st_uid, status.st_gid)
            }
            guard fchmod(descriptor, status.st_mode & 0o7777) == 0, fsync(descriptor) == 0 else {
                throw FileOutput.Failure()
            }
        } catch {
            discard()
            throw .cannotWrite(path: path, reason: "\(error)")
        }
    }

    /// Whether the file is still what was read.
    var isUnchanged: Bool {
        var now = stat()
        guard unsafe stat(file, &now) == 0, now.st_ino == status.st_ino, now.st_dev == status.st_dev,
            now.st_size == status.st_size
        else { return false }
        // A change within one tick of the clock shows only in the bytes.
        return (try? NoteFile.bytes(at: file)) == bytes
    }

    /// Puts the new bytes in place of the old ones, in one step.
    ///
    /// - Throws: `ReviewError.changedMeanwhile`, `.cannotWrite`; the file is then as it was.
    func commit() throws(ReviewError) {
        guard isUnchanged else {
            discard()
            throw .changedMeanwhile(path: path)
        }
        guard unsafe rename(temporary, file) == 0 else {
            let failure = FileOutput.Failure()
            discard()
            throw .cannotWrite(path: path, reason: "\(failure)")
        }
        FileOutput.syncFolder((file as NSString).deletingLastPathComponent)
    }

    /// Takes away what `prepare` wrote.
    func discard() {
        unsafe unlink(temporary)
    }
}
