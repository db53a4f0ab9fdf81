import Notes

/// What the alerts of each runbook are called, and the groups and files they stand in: by the note's words alone where no
/// other runbook has the same, else by as much of its path as tells them apart. So a name says one note, and stays while
/// the notes keep their places.
package struct AlertNames: Sendable {
    private let stems: [String: String]
    private let groups: [String: String]
    private let files: [String: String]

    /// - Parameter paths: of all runbooks, relative to the notes folder.
    package init(_ paths: [String]) {
        stems = Self.distinct(paths) { path in
            [
                Self.words(of: Self.id(path)), Self.allWords(of: Self.id(path)),
                Self.allWords(of: Note.withoutEnding(path)),
            ]
        }
        groups = Self.distinct(paths) { [Self.id($0), Note.withoutEnding($0)] }
        files = Self.distinct(paths) { [Self.id($0), Note.withoutEnding($0).replacing("/", with: "-")] }
    }

    /// The name of a symptom's alert: the note's words without its number, joined, and the symptom.
    package func alert(ofNoteAt path: String, symptom: String) -> String {
        (stems[path] ?? Self.words(of: Self.id(path))) + symptom.filter { $0.isLetter || $0.isNumber }
    }

    /// The name of the group of a runbook's rules.
    package func group(ofNoteAt path: String) -> String { groups[path] ?? Self.id(path) }

    /// The name of the file of a runbook's rules, without its extension.
    package func file(ofNoteAt path: String) -> String { files[path] ?? Self.id(path) }

    /// `18_kafka_patterns` gives `KafkaPatterns`.
    private static func words(of note: String) -> String { joined(parts(of: note).drop { $0.allSatisfy(\.isNumber) }) }

    /// `18_kafka_patterns` gives `18KafkaPatterns`.
    private static func allWords(of note: String) -> String { joined(parts(of: note)[...]) }

    private static func parts(of note: String) -> [Substring] { note.split { !$0.isLetter && !$0.isNumber } }

    private static func joined(_ words: ArraySlice<Substring>) -> String {
        words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    private static func id(_ path: String) -> String { Note.id(ofPath: path) }

    /// For each path the first of its candidates that no other has; where there is none, the last with a mark of the path.
    private static func distinct(_ paths: [String], _ candidates: (String) -> [String]) -> [String: String] {
        var names: [String: String] = [:]
        var taken: Set<String> = []
        var waiting = paths.map { (path: $0, candidates: candidates($0)[...]) }
        while waiting.contains(where: { !$0.candidates.isEmpty }) {
            let counts = Dictionary(waiting.compactMap { $0.candidates.first.map { ($0, 1) } }, uniquingKeysWith: +)
            var rest: [(path: String, candidates: ArraySlice<String>)] = []
            for (path, candidates) in waiting {
                if let name = candidates.first, counts[name] == 1, taken.insert(name).inserted {
                    names[path] = name
                } else {
                    rest.append((path, candidates.dropFirst()))
                }
            }
            waiting = rest
        }
        for (path, _) in waiting {
            let mark = Fingerprint(language: "", text: path).hexadecimal.prefix(12)
            names[path] = (candidates(path).last ?? "") + "-" + mark
        }
        return names
    }
}
