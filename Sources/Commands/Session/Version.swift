/// The version of this program.
package enum Version {
    /// By Semantic Versioning.
    package static let current = "0.1.0"
}
