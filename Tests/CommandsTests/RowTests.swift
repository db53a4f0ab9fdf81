import Foundation
import KnowledgeBase
import Testing

@Suite("rows as JSON")
struct RowTests {
    @Test("text is escaped, Chinese stays as it is")
    func escaping() throws {
        let text = "維運 \"quoted\" \\ \n\t\u{1}\u{7F}\u{9B}\u{2028}😀"
        let object: JSONObject = ["text": .text(text)]
        #expect(object.json.contains("維運") && object.json.contains("😀"))
        #expect(object.json.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        let back = try JSONSerialization.jsonObject(with: Data(object.json.utf8)) as? [String: String]
        #expect(back?["text"] == text)
    }

    @Test("numbers, lists and nothing are what they are")
    func values() {
        let object: JSONObject = [
            "a": .integer(-3), "b": .decimal(1.5), "c": .decimal(.nan), "d": .texts(["x"]), "e": .optional(nil),
            "f": .flag(true), "g": .object(["h": .null]), "i": .list([]),
        ]
        #expect(object.json == #"{"a":-3,"b":1.5,"c":null,"d":["x"],"e":null,"f":true,"g":{"h":null},"i":[]}"#)
    }

    @Test("a list is an array with one object a line")
    func array() {
        let rows: [JSONObject] = [["a": .integer(1)], ["a": .integer(2)]]
        #expect(rows.jsonArray == "[\n  {\"a\":1},\n  {\"a\":2}\n]")
        #expect([JSONObject]().jsonArray == "[]")
    }
}
