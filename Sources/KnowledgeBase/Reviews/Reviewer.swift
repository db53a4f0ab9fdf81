import Foundation
import Review

/// Who reviews, and on which machine: each pair appends to a log file of its own.
package struct Reviewer: Sendable, Equatable {
    /// The name of the person; any text.
    package let person: String
    /// The name of the machine; any text.
    package let machine: String

    /// A pair of any two texts: they are made safe for a file name where one is needed.
    package init(person: String, machine: String) {
        self.person = person
        self.machine = machine
    }

    /// `KB_REVIEWER`, else the name of the user, on the host.
    package init(_ environment: [String: String]) {
        let names = ["KB_REVIEWER", "USER", "LOGNAME"]
        let named = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        var buffer = [CChar](repeating: 0, count: 256)
        let isHostKnown = unsafe gethostname(&buffer, buffer.count - 1) == 0
        let host = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        self.init(person: named ?? "user-\(getuid())", machine: isHostKnown && !host.isEmpty ? host : "localhost")
    }

    /// As the log names the writer: `alice@laptop`.
    package var name: String { "\(person)@\(machine)" }

    /// The name of the log file. It stays within what file systems take.
    package var fileName: String { ReviewLog.fileName(person: Self.short(person), machine: Self.short(machine)) }

    /// At most 32 bytes: an escaped byte takes three of the 255 of a file name.
    private static func short(_ text: String) -> String {
        String(decoding: text.utf8.prefix(32), as: UTF8.self)
    }
}
