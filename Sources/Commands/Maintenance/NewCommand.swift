package import ArgumentParser
import Catalogue
import Foundation
import Index
import KnowledgeBase
import Notes

/// `kb new`: a note with its front matter filled in and the sections of a runbook to fill. Never writes over a file.
package struct NewCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "new", abstract: Interface.words("terminal.new.abstract"),
        discussion: Interface.words("terminal.new.discussion"))

    @Argument(help: Interface.help("terminal.new.title", valueName: "title"))
    var title: String

    @Option(help: Interface.help("terminal.new.id", valueName: "id"))
    var id: String?

    @Option(help: Interface.help("terminal.new.in", valueName: "folder"))
    var `in`: String?

    @Option(help: Interface.help("terminal.new.series", valueName: "series"), completion: Completion.series)
    var series: String?

    @Option(help: Interface.help("terminal.new.chapter", valueName: "chapter"))
    var chapter: String?

    @Option(help: Interface.help("terminal.new.tags", valueName: "tags"))
    var tags: String?

    @OptionGroup var folder: FolderOptions

    package init() {}

    package func run() throws {
        let session = try Session.upToDate(notes: folder.notes)
        var draft = NoteDraft(title: title, today: try Clock.date(session.environment))
        draft.series = series
        draft.chapter = chapter
        draft.tags = (tags ?? "").split(separator: ",").map { $0.trimmingSpaces() }.filter { !$0.isEmpty }
        guard !draft.title.isEmpty else {
            throw Failure.invalidValue(
                option: Interface.words("terminal.new.title.name"), value: ControlCharacters.visible(title),
                advice: Interface.words("terminal.new.title.advice"))
        }
        let isNamed = id != nil
        let id = id ?? draft.id
        guard NoteDraft.isFileName(id) else {
            throw Failure.invalidValue(
                option: isNamed ? "--id" : Interface.words("terminal.new.title.name"),
                value: isNamed ? ControlCharacters.visible(id) : ControlCharacters.visible(title),
                advice: Interface.words("terminal.new.file-name"))
        }
        let parts = (`in` ?? "").split(separator: "/").map(String.init)
        guard parts.allSatisfy({ NoteDraft.isFileName($0) }), `in`?.hasPrefix("/") != true else {
            throw Failure.invalidValue(
                option: "--in", value: ControlCharacters.visible(`in` ?? ""),
                advice: Interface.words("terminal.new.folder-name"))
        }
        if let other = try session.base.ask({ try $0.notes(withID: id) }).first {
            throw Failure.fileExists(path: other.path)
        }
        let path = (parts + [id + ".md"]).joined(separator: "/")
        try write(draft.markdown, at: path, in: session.base.folder.root)
        try StandardStream.output.write(path + "\n")
    }

    private func write(_ text: String, at path: String, in root: String) throws(Failure) {
        let file = root + "/" + path
        func failure() -> Failure { .cannotWriteFile(path: path, reason: unsafe String(cString: strerror(errno))) }
        do {
            try FileManager.default.createDirectory(
                atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        } catch {
            throw .cannotWriteFile(path: path, reason: SystemReason.text(of: error))
        }
        let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw errno == EEXIST ? .fileExists(path: path) : failure() }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        let count = unsafe bytes.withUnsafeBytes { unsafe Foundation.write(descriptor, $0.baseAddress, $0.count) }
        guard count == bytes.count, fsync(descriptor) == 0 else {
            let failure = failure()
            // Half a note is worse than none.
            unsafe unlink(file)
            throw failure
        }
    }
}
