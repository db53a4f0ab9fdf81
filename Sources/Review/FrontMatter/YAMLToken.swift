/// A lexical unit of YAML 1.1 with the bytes it stands on.
struct YAMLToken {
    enum Kind: Equatable {
        /// Kept free where a simple key may begin: the `:` that makes it one comes later.
        case placeholder
        case key, value
        /// A key that opens its block mapping.
        case firstKey
        case blockMappingStart, blockSequenceStart, blockEnd, blockEntry
        case flowMappingStart, flowMappingEnd, flowSequenceStart, flowSequenceEnd, flowEntry
        case anchor, alias, tag
        case scalar(YAMLScalarStyle)
        case end
    }

    var kind: Kind
    var range: Range<Int>
}
