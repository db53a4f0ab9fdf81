import Foundation
import Notes

extension Note {
    /// A note that comes with the program, as it stands.
    ///
    /// - Parameter name: that of its file, without `.md`.
    static func bundled(_ name: String) throws -> Note {
        let file = SharedFolder.checkout.appending(path: "notes/\(name).md")
        return Note(path: "\(name).md", text: try String(contentsOf: file, encoding: .utf8))
    }
}
