/// What a person has allowed to run: one text of one note, with values in the same places, by one runner.
package struct TrustEntry: Hashable, Sendable {
    /// The absolute path of the notes folder.
    package let notes: String
    /// The path of the note in it.
    package let path: String
    /// Of the command's language and text: another text must be trusted anew.
    package let fingerprint: Fingerprint
    /// Of what says where values go in the text, and which; nil where none go in.
    package let parameters: Fingerprint?
    /// The argument vector of the runner, without the text.
    package let runner: [String]

    /// An entry that says nothing yet: it counts once its file is in the trust folder.
    package init(
        notes: String, path: String, fingerprint: Fingerprint, parameters: Fingerprint? = nil, runner: [String]
    ) {
        self.notes = notes
        self.path = path
        self.fingerprint = fingerprint
        self.parameters = parameters
        self.runner = runner
    }

    /// The name of the file that remembers it: the SHA-256 of all that it says.
    package var fileName: String { Fingerprint(language: "trust", text: text).hexadecimal }

    /// What the file says: a line for each part, with line feeds and backslashes of a part escaped.
    package var text: String {
        let fingerprints = [fingerprint, parameters].compactMap(\.self?.hexadecimal).joined(separator: " ")
        return ([notes, path, fingerprints] + runner).map { part in
            part.replacing("\\", with: "\\\\").replacing("\n", with: "\\n") + "\n"
        }.joined()
    }

    /// What a file says; nil where it is not the file of that name, and so was not written by kb.
    package init?(text: String, fileName: String) {
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { part in
            var result = ""
            var isEscaped = false
            for character in part {
                if isEscaped {
                    result.append(character == "n" ? "\n" : character)
                } else if character != "\\" {
                    result.append(character)
                }
                isEscaped = !isEscaped && character == "\\"
            }
            return result
        }
        guard parts.count >= 4 else { return nil }
        let fingerprints = parts[2].split(separator: " ").compactMap { Fingerprint(hexadecimal: String($0)) }
        guard let fingerprint = fingerprints.first else { return nil }
        self.init(
            notes: parts[0], path: parts[1], fingerprint: fingerprint, parameters: fingerprints.dropFirst().first,
            runner: Array(parts[3...]))
        guard self.fileName == fileName, self.text == text else { return nil }
    }
}
