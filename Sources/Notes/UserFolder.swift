/// Where a person's own files of kb are (XDG Base Directory Specification).
package enum UserFolder: String, Sendable {
    case state = "XDG_STATE_HOME"
    case configuration = "XDG_CONFIG_HOME"
    case cache = "XDG_CACHE_HOME"

    /// The folder `kb` of that kind. A variable that names no absolute path does not count.
    ///
    /// - Parameter home: the person's home where `HOME` does not say it.
    package func path(_ environment: [String: String], home: @autoclosure () -> String) -> String {
        if let folder = environment[rawValue], folder.hasPrefix("/") { return folder + "/kb" }
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home()
        return home + (self == .state ? "/.local/state" : self == .configuration ? "/.config" : "/.cache") + "/kb"
    }
}
