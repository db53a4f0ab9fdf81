extension HTMLWriter {
    /// Writes an image of the page's own host; one of another host as a link with its description, because a page
    /// loads nothing from elsewhere; one that leads nowhere safe as its description.
    mutating func image(
        _ image: Link, resolved: ResolvedLink?, title: String?, isInLink: Bool,
        attributes: (inout HTMLWriter) -> Void = { _ in }
    ) {
        let target = resolved?.href ?? image.target
        let description = image.text.isEmpty ? image.target : image.text
        switch URLPolicy(of: target) {
        case .relative, .fragment:
            raw("<img src=\"")
            address(target)
            raw("\" alt=\"")
            escaped(image.text)
            raw("\"")
            if let title {
                raw(" title=\"")
                escaped(title)
                raw("\"")
            }
            attributes(&self)
            raw(" />")
        case .remote where !isInLink:
            raw("<a class=\"remote-image\" href=\"")
            address(target)
            raw("\">")
            escaped(description)
            raw("</a>")
        case .remote:
            escaped(description)
        default:
            escaped(image.text)
        }
    }
}
