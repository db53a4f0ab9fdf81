/// The causes and resolutions of symptoms: a section under that role.
package struct Resolution: Sendable, Equatable {
    /// The symptoms it belongs to, in the order of the note.
    package var symptoms: [String]
    /// The index of its section.
    package var section: Int
}
