/// An element that raw HTML in a note may use: the allow-list.
struct HTMLElement: Sendable {
    let name: String
    let isVoid: Bool
    /// Attributes beside the global ones.
    let attributes: Set<String>
    /// Open elements that end where this one begins, as HTML's optional end tags have it.
    let ends: Set<String>

    /// Attributes of every element.
    static let globalAttributes: Set<String> = ["id", "title", "lang", "dir", "align", "aria-hidden", "aria-label"]

    /// Elements that vanish together with what is inside them.
    static let droppedWithContent: Set<String> = [
        "script", "style", "iframe", "object", "applet", "noembed", "noframes", "noscript", "svg", "math", "template",
        "textarea", "title", "xmp", "select", "canvas",
    ]

    /// The allowed element of a lower-case name.
    static func named(_ name: String) -> HTMLElement? { allowed[name] }

    private init(_ name: String, void: Bool = false, _ attributes: Set<String> = [], ends: Set<String> = []) {
        self.name = name
        self.isVoid = void
        self.attributes = attributes
        self.ends = ends
    }

    private static let cellAttributes: Set<String> = ["colspan", "rowspan", "valign", "scope", "abbr", "width"]

    private static let allowed: [String: HTMLElement] = {
        let phrasing = [
            "abbr", "b", "bdi", "bdo", "big", "cite", "code", "dfn", "em", "i", "kbd", "mark", "rp", "rt", "ruby", "s",
            "samp", "small", "span", "strike", "strong", "sub", "summary", "sup", "tt", "u", "var",
        ]
        let flow = [
            "address", "article", "aside", "blockquote", "center", "div", "dl", "figcaption", "figure", "footer", "h1",
            "h2", "h3", "h4", "h5", "h6", "header", "p", "pre", "section",
        ]
        let special = [
            HTMLElement("a", ["href", "name"]), HTMLElement("br", void: true), HTMLElement("wbr", void: true),
            HTMLElement("hr", void: true, ends: ["p"]),
            HTMLElement("img", void: true, ["src", "alt", "width", "height"]),
            HTMLElement("del", ["cite", "datetime"]), HTMLElement("ins", ["cite", "datetime"]),
            HTMLElement("q", ["cite"]),
            HTMLElement("time", ["datetime"]), HTMLElement("details", ["open"], ends: ["p"]),
            HTMLElement("ol", ["start", "type", "reversed"], ends: ["p"]), HTMLElement("ul", ends: ["p"]),
            HTMLElement("li", ["value"], ends: ["p", "li"]), HTMLElement("dt", ends: ["p", "dt", "dd"]),
            HTMLElement("dd", ends: ["p", "dt", "dd"]), HTMLElement("table", ["border", "width"], ends: ["p"]),
            HTMLElement("caption"), HTMLElement("colgroup", ["span"]),
            HTMLElement("col", void: true, ["span", "width"]),
            HTMLElement("thead", ends: ["tr", "td", "th", "tbody"]),
            HTMLElement("tbody", ends: ["tr", "td", "th", "thead", "tbody", "colgroup"]),
            HTMLElement("tfoot", ends: ["tr", "td", "th", "thead", "tbody"]),
            HTMLElement("tr", ends: ["p", "tr", "td", "th", "colgroup"]),
            HTMLElement("td", cellAttributes, ends: ["p", "td", "th"]),
            HTMLElement("th", cellAttributes, ends: ["p", "td", "th"]),
        ]
        let all = phrasing.map { HTMLElement($0) } + flow.map { HTMLElement($0, ends: ["p"]) } + special
        return Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    }()
}
