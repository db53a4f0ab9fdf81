/// A heading with everything up to the next heading; the text before the first heading is a section of its own.
package struct Section: Sendable, Equatable {
    /// 1 to 6; 0 for the text before the first heading.
    package var level: Int
    /// The heading without markup and without a trailing `{#anchor}`; of the text before the first heading the
    /// note's title.
    package var heading: BilingualText
    /// The anchors that lead here: first the one to link to, then its other names.
    package var anchors: [String]
    /// First line in the file, that of the heading, 1-based.
    package var line: Int
    /// Last line in the file, 1-based; sections below it have lines of their own.
    package var endLine: Int
    /// The index of the section above in the heading tree; nil at the top.
    package var parent: Int?
    /// Its own role, or else that of the nearest section above that has one.
    package var role: SectionRole?
    /// The symptoms that the heading refers to, where its role allows it: `S3–S4: …` gives S3 and S4.
    package var symptoms: [String]
    /// Paragraphs, list items and tables as plain text, blocks separated by line feeds.
    package var body: String
    /// Code blocks, as they are, then the targets of links, separated by line feeds: what is searched as it is written.
    package var code: String

    /// A section without body and code is a heading alone, which search still finds.
    package init(
        level: Int, heading: BilingualText, anchors: [String], line: Int, endLine: Int, parent: Int? = nil,
        role: SectionRole? = nil, symptoms: [String] = [], body: String = "", code: String = ""
    ) {
        self.level = level
        self.heading = heading
        self.anchors = anchors
        self.line = line
        self.endLine = endLine
        self.parent = parent
        self.role = role
        self.symptoms = symptoms
        self.body = body
        self.code = code
    }
}
