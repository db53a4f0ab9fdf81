import Foundation
import Testing

/// Files in `Transcripts` are sessions as a person sees them: `$` and a line of shell, what it printed (standard error
/// behind `! `), and the exit code. `KB_RECORD=search.txt swift test` writes one anew, to be read before it is committed;
/// `KB_RECORD=all` all of them.
@Suite("sessions in the terminal")
struct TranscriptTests {
    @Test("go as written", arguments: transcripts)
    func replay(name: String) throws {
        let file = URL(fileURLWithPath: "\(TemporaryNotes.source)/Transcripts/\(name)")
        let written = try String(contentsOf: file, encoding: .utf8)
        let notes = try TemporaryNotes()
        var seen: [String] = []
        var steps = 0
        var lines = written.split(separator: "\n", omittingEmptySubsequences: false)[...]
        while let line = lines.popFirst() {
            guard line.hasPrefix("$ ") else {
                seen.append(String(line))
                continue
            }
            // What was printed when this was recorded; a new step has nothing yet.
            let next = lines.firstIndex { $0.hasPrefix("$ ") } ?? lines.endIndex
            if let end = lines[..<next].lastIndex(where: { $0.hasPrefix("exit: ") }) { lines = lines[(end + 1)...] }
            steps += 1
            seen.append(String(line))
            let outcome = try notes.run(String(line.dropFirst(2)))
            seen += Self.lines(outcome.output, in: notes.folder)
            seen += Self.lines(outcome.errors, in: notes.folder).map { "! " + $0 }
            seen.append("exit: \(outcome.code)")
        }
        let text = seen.joined(separator: "\n")
        if ["all", name].contains(ProcessInfo.processInfo.environment["KB_RECORD"]) {
            try Data((text.hasSuffix("\n") ? text : text + "\n").utf8).write(to: file)
        }
        #expect(steps > 0, "the transcript holds no step")
        #expect(text.trimmingCharacters(in: .newlines) == written.trimmingCharacters(in: .newlines))
    }

    static let transcripts: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: TemporaryNotes.source + "/Transcripts")) ?? []
        return names.filter { $0.hasSuffix(".txt") }.sorted()
    }()

    @Test("are there")
    func areThere() {
        #expect(Self.transcripts.count >= 8)
    }

    /// What differs from run to run is left out: the folder, and times.
    private static func lines(_ text: String, in folder: String) -> [String] {
        guard !text.isEmpty else { return [] }
        let plain = text.replacing(folder, with: "/HERE").replacing(#/\d+ ms/#, with: "… ms")
        return plain.split(separator: "\n", omittingEmptySubsequences: false).dropLast(plain.hasSuffix("\n") ? 1 : 0)
            .map(String.init)
    }
}
