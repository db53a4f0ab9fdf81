/// Where a link of a document leads, as the caller of the renderer knows it.
package struct ResolvedLink: Sendable, Equatable {
    /// The address for the page; escaped by the renderer.
    package var href: String
    /// What to show on hovering; nil for none.
    package var title: String?
    /// Whether the note is there, but not the heading that the link names.
    package var isHeadingMissing: Bool

    /// A link that leads to its note, and to the heading if it names one.
    package init(href: String, title: String? = nil, isHeadingMissing: Bool = false) {
        self.href = href
        self.title = title
        self.isHeadingMissing = isHeadingMissing
    }
}
