/// A value in YAML text by the bytes it stands on: its properties (`&anchor`, `!tag`) and its content.
struct YAMLNode {
    enum Kind: Equatable {
        case scalar(YAMLScalarStyle)
        /// Nothing is written; the range is empty and says where a value would stand.
        case empty
        case alias
        case collection
    }

    var kind: Kind
    /// The content without properties. Of a collection only the beginning is exact.
    var range: Range<Int>
    var anchor: Range<Int>?
    var tag: Range<Int>?
    /// Which anchor of the document this node defines; aliases refer to the last definition before them.
    var anchorNumber: Int?
}

/// A key and its value in the outermost mapping.
struct YAMLEntry {
    /// What the key says; nil when it is no scalar, or a block scalar.
    var key: [UInt8]?
    var keyNode: YAMLNode
    var colon: Range<Int>?
    var value: YAMLNode
}
