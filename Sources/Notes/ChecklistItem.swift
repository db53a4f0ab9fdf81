/// An item of a task list.
package struct ChecklistItem: Sendable, Equatable {
    /// Plain text, without the box and without markup.
    package var text: String
    /// Whether the box is ticked in the file; a page remembers nothing of its own.
    package var isDone: Bool
    /// Line of the item in the file, 1-based.
    package var line: Int
    /// The index of the section that holds it.
    package var section: Int
}
