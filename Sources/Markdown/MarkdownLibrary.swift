import CMarkGFM

/// The C library below this part.
package enum MarkdownLibrary {
    /// The version that runs, such as `0.29.0.gfm.6`.
    package static var version: String {
        // The library returns a constant string, which lives as long as the process.
        unsafe String(cString: cmark_version_string())
    }
}
