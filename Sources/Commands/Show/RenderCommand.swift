package import ArgumentParser
import Catalogue
import Foundation
import Index
import KnowledgeBase
import Notes

/// `kb render`: the HTML fragment of a markdown file or of standard input, exactly as pages show it.
package struct RenderCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "render", abstract: Interface.words("terminal.render.abstract"))

    @Argument(
        help: Interface.help("terminal.render.file", valueName: "file"), completion: .file(extensions: ["md"]))
    var file: String?

    @OptionGroup var folder: FolderOptions

    package init() {}

    package func run() throws {
        let (text, path) = try read()
        let session = try openNotes()
        let note = LoadedNote(
            path: notePath(path, in: session), text: text, roles: session?.base.roles.names ?? .builtIn)
        let html = try session.map {
            NoteHTML($0.base, addresses: NoteAddresses(sharedIDs: try $0.base.ask { try $0.sharedIDs() }))
        }
        try StandardStream.output.write((html ?? NoteHTML()).fragment(of: note))
    }

    /// The text and, of a file, its absolute path.
    private func read() throws(Failure) -> (String, path: String?) {
        guard let file, file != "-" else { return (try StandardInput.text(), nil) }
        do {
            let text = try NoteFile.text(at: file)
            guard let resolved = unsafe realpath(file, nil) else { return (text, nil) }
            defer { unsafe free(resolved) }
            return (text, unsafe String(cString: resolved))
        } catch {
            throw .cannotRead(path: file, reason: Interface.words([error.sentence]))
        }
    }

    /// The notes that links may lead to; markdown can be rendered without any.
    private func openNotes() throws -> Session? {
        do {
            return try Session.upToDate(notes: folder.notes)
        } catch KnowledgeBaseError.noNotesFolder(_, wasNamed: false) {
            return nil
        }
    }

    /// Where the file is in the notes folder, which relative links start from.
    private func notePath(_ path: String?, in session: Session?) -> String {
        guard let path else { return "" }
        if let root = session?.base.folder.root, path.hasPrefix(root + "/") {
            return String(path.dropFirst(root.count + 1))
        }
        return path.split(separator: "/").last.map(String.init) ?? path
    }
}
