import Foundation
import Index
import KnowledgeBase

/// Hits as `path:line:column:text`, which editors read as a list of places. Paths are absolute, so that it does not matter
/// where the editor was started; columns are bytes, 1-based, as vim counts them.
struct VimgrepList {
    private let hits: [SearchHit]
    private let root: String

    /// - Parameter root: the notes folder.
    init(_ hits: [SearchHit], root: String) {
        self.hits = hits
        self.root = root
    }

    var text: String {
        hits.map { hit in
            let path = ControlCharacters.visible(root + "/" + hit.path)
            let text = ControlCharacters.visible(hit.snippet.text)
            return "\(path):\(hit.line):\(column(of: hit)):\(text)\n"
        }.joined()
    }

    /// Where the first word that was found stands in its line; 1 where the line does not hold it as the snippet does.
    private func column(of hit: SearchHit) -> Int {
        guard let word = hit.snippet.pieces.first(where: \.isHighlighted)?.text,
            let file = try? NoteFile.text(at: hit.path, in: root).text
        else { return 1 }
        var number = 1
        for line in file.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if number == hit.line {
                guard let range = line.firstRange(of: word) else { return 1 }
                return line.utf8.distance(from: line.startIndex, to: range.lowerBound) + 1
            }
            number += 1
        }
        return 1
    }
}
