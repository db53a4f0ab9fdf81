import Catalogue
import Commands
import Detection
import Foundation
import KnowledgeBase
import Notes

/// A command whole, before it is allowed: nothing in it is hidden or moves the reader's eye.
enum CommandText {
    /// - Parameter text: with the values in place; nil for that of the note.
    static func show(_ command: RunnableCommand, runner: [String], text: String? = nil) {
        let words = Interface.words
        let whole = text ?? command.command.text
        var lines = [
            VisibleText.escaped(command.address) + "  " + VisibleText.escaped("\(command.path):\(command.command.line)")
                + "  [" + VisibleText.escaped(runner.joined(separator: " ")) + "]"
        ]
        lines += VisibleText.escaped(whole, keepingLines: true)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { "  │ " + $0.replacing("\t", with: "    ") }
        let names = Set(command.standingParameters)
        let places = command.parameters.filter { names.contains($0.name) }.map { "\($0.name) = \($0.sample)" }
        if !places.isEmpty {
            lines.append(words("run.places", VisibleText.escaped(places.joined(separator: ", "))))
        }
        lines.append(words("run.fingerprint", command.fingerprint.hexadecimal))
        if VisibleText.deceives(whole) { lines.append(words("run.deceives")) }
        if command.changes { lines.append(words("run.changes")) }
        if getuid() == 0 { lines.append(words("run.root")) }
        StandardStream.tell(lines.joined(separator: "\n"))
    }
}
