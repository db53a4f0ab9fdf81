import CProcess

/// The environment variables of this process.
package enum ProcessVariables {
    /// Reads them all. Foundation does the same with more steps than a short command has time for.
    package static func all() -> [String: String] {
        guard var entry = unsafe kb_environment() else { return [:] }
        var variables: [String: String] = [:]
        while let text = unsafe entry.pointee {
            let variable = unsafe String(cString: text)
            if let equals = variable.utf8.firstIndex(of: UInt8(ascii: "=")) {
                variables[String(variable[..<equals])] = String(variable[variable.utf8.index(after: equals)...])
            }
            unsafe entry += 1
        }
        return variables
    }
}
