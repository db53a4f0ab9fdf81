package import Notes

/// All reviews that were ever logged, in one order, and what could not be read.
///
/// Each person and machine appends to a file of its own, so that git merges them without conflict. Reading is pure and
/// the same for any order of files: events are ordered by time, then id; one seen twice counts once.
package struct ReviewLog: Sendable {
    /// Something in a file that is no event. Nothing is dropped without one.
    package struct Problem: Sendable, Hashable, CustomStringConvertible {
        /// How a line fails to be an event.
        package enum Kind: Sendable, Hashable {
            /// The last line was cut off, as by a crash while it was written.
            case torn
            case malformed
            /// An id that another event has; the first in order counts.
            case conflict
        }

        /// Whether a line was cut off, says nothing that can be read, or contradicts another.
        package var kind: Kind
        /// The name of the log file, without its folder.
        package var file: String
        /// 1-based.
        package var line: Int
        /// Says what is wrong with it.
        package var reason: Sentence

        /// What is wrong, with file and line, and why.
        package var sentences: [Sentence] {
            let line = String(line)
            return switch kind {
            case .torn:
                [
                    Sentence("review.log.torn", "%1:%2: the last line was cut off and is set aside.", file, line),
                    reason,
                ]
            case .malformed:
                [
                    Sentence("review.log.malformed", "%1:%2: this line is no review and is not counted.", file, line),
                    reason,
                ]
            case .conflict:
                [
                    Sentence(
                        "review.log.conflict", "%1:%2: another event has the id of this one, which is not counted.",
                        file, line),
                    reason,
                ]
            }
        }

        package var description: String { sentences.map(\.english).joined(separator: " ") }
    }

    /// All events of all files, each once, by time, then id.
    package private(set) var events: [ReviewEvent] = []
    /// What was no event, by file and line; conflicts of ids come last.
    package private(set) var problems: [Problem] = []
    /// What notes are called in the log: ids, and paths.
    private var names: Set<String> = []

    /// Reads the files of all writers.
    package init(files: [(name: String, bytes: [UInt8])] = []) {
        var read: [(event: ReviewEvent, file: String, line: Int)] = []
        for file in files.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            readFile(file.name, file.bytes, into: &read)
        }
        read.sort { ReviewEvent.isOrdered($0.event, $1.event) }
        names = Set(read.map(\.event.note))
        var firsts: [String: ReviewEvent] = [:]
        for (event, file, line) in read {
            guard let first = firsts[event.id] else {
                firsts[event.id] = event
                events.append(event)
                continue
            }
            if first != event {
                problems.append(
                    Problem(
                        kind: .conflict, file: file, line: line,
                        reason: Sentence("review.log.reason.id", "Its id is “%1”.", event.id)))
            }
        }
    }

    /// The events of each note, by its name, in order.
    package var histories: [String: [ReviewEvent]] {
        Dictionary(grouping: events) { name(of: $0) }
    }

    /// The events of the note of that name, in order.
    package func events(ofNote name: String) -> [ReviewEvent] {
        events.filter { self.name(of: $0) == name }
    }

    /// A note that one writer knew by its id, and another by its path because there the id was shared, is one note.
    private func name(of event: ReviewEvent) -> String {
        event.path.flatMap { names.contains($0) ? $0 : nil } ?? event.note
    }

    private mutating func readFile(
        _ name: String, _ bytes: [UInt8], into read: inout [(event: ReviewEvent, file: String, line: Int)]
    ) {
        var rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        var number = 0
        while !rest.isEmpty {
            number += 1
            let end = rest.firstIndex(of: 0x0A)
            var line = rest[..<(end ?? rest.endIndex)]
            rest = rest[(end.map { $0 + 1 } ?? rest.endIndex)...]
            if line.last == 0x0D { line.removeLast() }
            guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
            do {
                read.append((try ReviewEvent(line: line), name, number))
            } catch {
                let kind: Problem.Kind = end == nil ? .torn : .malformed
                problems.append(Problem(kind: kind, file: name, line: number, reason: error.reason))
            }
        }
    }

    // MARK: - Writing

    /// The bytes to append for an event. A file that ends within a line, torn by a crash, gets a line break first.
    ///
    /// - Parameter lastByte: the last byte of the file now; nil when it is empty or new.
    package static func appending(_ event: ReviewEvent, after lastByte: UInt8?) -> [UInt8] {
        let start: [UInt8] = lastByte == nil || lastByte == 0x0A ? [] : [0x0A]
        return start + Array(event.line.utf8) + [0x0A]
    }

    /// The name of the file that a person writes on a machine: `alice@laptop.jsonl`. Bytes that a file name should not
    /// hold are written `=XX`, so that different writers never share a file.
    package static func fileName(person: String, machine: String) -> String {
        func safe(_ text: String) -> String {
            text.utf8.map { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    String(Unicode.Scalar(byte))
                default: "=" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                }
            }.joined()
        }
        return "\(safe(person))@\(safe(machine)).jsonl"
    }
}
