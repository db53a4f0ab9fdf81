/// A flat object with its keys in a fixed order: what one line of a list is in JSON.
///
/// Written by hand, because Foundation's encoder costs a command that answers in milliseconds, and sorts or shuffles keys.
package struct JSONObject: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    /// A key with its value.
    package struct Member: Sendable, Equatable {
        /// snake_case; unique within its object.
        package var key: String
        /// What stands under the key; null where there is nothing, so that every row has the same keys.
        package var value: RowValue
    }

    /// In the order in which they are printed.
    package private(set) var members: [Member]

    /// Keeps the members in the order of writing; that no key stands twice is for the writer to see to.
    package init(dictionaryLiteral members: (String, RowValue)...) {
        self.members = members.map { Member(key: $0.0, value: $0.1) }
    }

    /// The value of a key; nil when there is none.
    package subscript(key: String) -> RowValue? { members.first { $0.key == key }?.value }

    /// The object with further members at its end.
    package func adding(_ further: [(String, RowValue)]) -> JSONObject {
        var object = self
        object.members += further.map { Member(key: $0.0, value: $0.1) }
        return object
    }

    /// The object as JSON on one line.
    package var json: String {
        var json = ""
        append(to: &json)
        return json
    }

    /// Keys are escaped too: those of labels are a stranger's.
    func append(to json: inout String) {
        json += "{"
        for (index, member) in members.enumerated() {
            if index > 0 { json += "," }
            RowValue.append(member.key, to: &json)
            json += ":"
            member.value.append(to: &json)
        }
        json += "}"
    }
}

extension Sequence<JSONObject> {
    /// A JSON array with one object a line.
    package var jsonArray: String {
        let lines = map { "  " + $0.json }
        return lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n]"
    }
}
