/// One line of a list, the same in the terminal's JSON and in the HTTP API. Keys are snake_case and never change
/// their meaning.
package protocol Row: Sendable {
    /// The path of its note, relative to the notes folder.
    var path: String { get }
    /// What is printed and sent of it, its keys in a fixed order.
    var object: JSONObject { get }
}
