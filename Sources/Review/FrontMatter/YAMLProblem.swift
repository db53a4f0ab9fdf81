import Notes

/// What makes a text no YAML.
enum YAMLProblem: Hashable {
    case anchorName
    case undeclaredTag
    case tagEscape
    case namelessTag
    case openTag
    case closeTag
    case openQuotes
    case unknownEscape
    case emptyEscape
    case colon
    case tab
    case blockHeader
    case directive
    case secondDocument
    case indicator
    case keyAlone
    case depth
    case closingBracket
    case entryInBrackets
    case misplacedEntry
    case misplacedKey
    case unknownAnchor
    case notText
    case expectedEnd
    case expectedEntry
    case expectedKey
    case expectedInList
    case expectedInMapping
    case expectedValue
    case twice(_ key: String)

    /// A clause for a person.
    var sentence: Sentence {
        switch self {
        case .anchorName:
            Sentence("yaml.anchor-name", "an anchor or alias needs a name of letters, digits, '-' and '_'")
        case .undeclaredTag: Sentence("yaml.tag-undeclared", "this tag is not declared")
        case .tagEscape: Sentence("yaml.tag-escape", "'%' in a tag needs two hexadecimal digits")
        case .namelessTag: Sentence("yaml.tag-nameless", "this tag has no name")
        case .openTag: Sentence("yaml.tag-open", "this tag has no closing '>'")
        case .closeTag: Sentence("yaml.tag-space", "a space is missing after the tag")
        case .openQuotes: Sentence("yaml.quotes-open", "quotes never closed")
        case .unknownEscape: Sentence("yaml.escape-unknown", "this escape does not exist; write the backslash twice")
        case .emptyEscape: Sentence("yaml.escape-empty", "this escape names no character")
        case .colon: Sentence("yaml.colon", "a ':' is not allowed here; put the text in quotes")
        case .tab: Sentence("yaml.tab", "a tab cannot indent; use spaces")
        case .blockHeader: Sentence("yaml.block-header", "the text of a block scalar begins on the next line")
        case .directive: Sentence("yaml.directive", "a directive stands inside the front matter")
        case .secondDocument: Sentence("yaml.second-document", "a second document begins or ends here")
        case .indicator: Sentence("yaml.indicator", "no value may begin with this character; put it in quotes")
        case .keyAlone: Sentence("yaml.key-alone", "a key without ':'")
        case .depth: Sentence("yaml.depth", "nested too deeply")
        case .closingBracket: Sentence("yaml.bracket", "a closing bracket without its opening one")
        case .entryInBrackets: Sentence("yaml.entry-in-brackets", "a list entry inside brackets; put the '-' in quotes")
        case .misplacedEntry: Sentence("yaml.entry", "a list entry is not allowed here")
        case .misplacedKey: Sentence("yaml.key", "a key is not allowed here")
        case .unknownAnchor: Sentence("yaml.anchor-unknown", "no anchor of this name stands before it")
        case .notText: Sentence("yaml.not-text", "bytes that are no UTF-8 text, or a control character")
        case .expectedEnd: Sentence("yaml.expected-end", "a key or the end is expected here")
        case .expectedEntry: Sentence("yaml.expected-entry", "a list entry, '- ', is expected here")
        case .expectedKey: Sentence("yaml.expected-key", "a key is expected here")
        case .expectedInList: Sentence("yaml.expected-in-list", "a ',' or ']' is expected here")
        case .expectedInMapping: Sentence("yaml.expected-in-mapping", "a ',' or '}' is expected here")
        case .expectedValue: Sentence("yaml.expected-value", "a value is expected here")
        case .twice(let key): Sentence("yaml.twice", "the key '%1' stands here twice", key)
        }
    }
}
