package import Notes

/// Why the two values of a front matter cannot be written safely. Nothing has been changed then.
///
/// Lines count from 1 in the file. Descriptions are sentences without the file's name, which the caller puts before.
package enum FrontMatterEditError: Error, Equatable, CustomStringConvertible {
    case noFrontMatter
    case notClosed
    case tooLarge
    /// What the two values are now is not known, because so much is not read.
    case beyondLimits
    case invalidYAML(line: Int, column: Int, problem: Sentence)
    case notAMapping(line: Int)
    case valueIsCollection(key: String, line: Int)
    case anchorInUse(key: String, anchor: String, line: Int)
    case tagForbids(key: String, tag: String, line: Int)
    case unsupportedKey(line: Int)
    case dateOutOfRange
    case unsafe(key: String)

    package var description: String {
        switch self {
        case .noFrontMatter:
            "there is no front matter; begin the file with a line '---', the fields, and another line '---'"
        case .notClosed:
            "the front matter is never closed; end it with a line '---'"
        case .tooLarge:
            "the front matter is larger than 1 MB; move what is not about the note out of it"
        case .beyondLimits:
            "the front matter is beyond what is read; keep it below 256 KB, 64 levels and 10,000 values"
        case .invalidYAML(let line, let column, let problem):
            "line \(line), column \(column): the front matter is not valid YAML: \(problem.english); correct it and try again"
        case .notAMapping(let line):
            "line \(line): the front matter is not a list of fields; write it as 'name: value' lines"
        case .valueIsCollection(let key, let line):
            "line \(line): '\(key)' holds a list or a mapping; give it one value"
        case .anchorInUse(let key, let anchor, let line):
            "line \(line): other fields take their value from '\(key)' by '*\(anchor)'; write the value out there first"
        case .tagForbids(let key, let tag, let line):
            "line \(line): the tag '\(tag)' does not suit the value of '\(key)'; remove the tag"
        case .unsupportedKey(let line):
            "line \(line): a key written as a block of text cannot be told apart; write it as 'name: value'"
        case .dateOutOfRange:
            "the date is not within the years 0 to 9999; choose an earlier one"
        case .unsafe(let key):
            "'\(key)' cannot be changed here without changing more; set it by hand"
        }
    }
}
