/// The elements of a page that are no note's: scripts look for them, and labels name them.
package enum PageElement {
    /// What their identifiers begin with. No heading's anchor has a colon, and what an author calls so gets no identifier:
    /// else a heading such as "Status" would stand for the page's own.
    package static let prefix = "kb:"
}
