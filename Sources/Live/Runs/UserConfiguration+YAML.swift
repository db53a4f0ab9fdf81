import Detection
import Yams

extension UserConfiguration {
    /// Takes over what a file says. An unknown key is an error: a limit with a slip in its name must not be no limit.
    mutating func read(_ text: String, path: String) throws(ConfigurationError) {
        let root: Node?
        do { root = try Yams.compose(yaml: text) } catch {
            let line = (error as? YamlError).flatMap { error -> Int? in
                switch error {
                case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
                default: nil
                }
            }
            throw ConfigurationError(path, line ?? 1, "yaml", "the file is not valid YAML")
        }
        guard let root else { return }
        let file = ConfigurationFile(path: path)
        for (key, value) in try file.fields(root) {
            switch key {
            case "runners":
                for (language, node) in try file.fields(value) {
                    runners[language.lowercased()] = try file.runner(node)
                }
            case "profiles":
                for (name, node) in try file.fields(value) {
                    var values: [String: String] = [:]
                    for (parameter, node) in try file.fields(node) { values[parameter] = try file.text(node) }
                    profiles[name] = values
                }
            case "limits": try read(limits: value, file)
            case "secrets":
                secrets = []
                for node in try file.list(value) {
                    do { secrets.append(try Pattern(file.text(node))) } catch let error as PatternError {
                        throw file.error(node, "pattern-unusable", "%3", error.description)
                    } catch { throw file.error(node, "pattern", "a pattern is expected here") }
                }
            case "environment":
                environment = []
                for node in try file.list(value) { environment.append(try file.text(node)) }
            case "folder":
                let folder = try file.text(value)
                guard folder.hasPrefix("/") else {
                    throw file.error(value, "folder", "write an absolute path, such as /srv")
                }
                self.folder = folder
            case "isolation":
                switch try file.text(value) {
                case "auto": isIsolated = true
                case "none": isIsolated = false
                default: throw file.error(value, "isolation", "write auto or none")
                }
            default:
                throw file.error(
                    value, "key",
                    "the key `%3` is not known; known are runners, profiles, limits, secrets, environment, folder and "
                        + "isolation", VisibleText.excerpt(key, limit: 60))
            }
        }
    }

    private mutating func read(limits node: Node, _ file: ConfigurationFile) throws(ConfigurationError) {
        for (key, value) in try file.fields(node) {
            switch key {
            case "seconds": limits.seconds = Double(try file.number(value, 1...86_400))
            case "grace": limits.grace = Double(try file.number(value, 0...60))
            case "output": limits.outputBytes = try file.number(value, 1...(64 << 20))
            case "processes": limits.processes = try file.number(value, 1...10_000)
            case "memory": limits.memoryBytes = try file.number(value, (16 << 20)...(1 << 50))
            case "cpu": limits.cpuSeconds = try file.number(value, 1...86_400)
            case "parallel": parallelRuns = try file.number(value, 1...64)
            default:
                throw file.error(
                    value, "limit",
                    "the limit `%3` is not known; known are seconds, grace, output, processes, memory, cpu and parallel",
                    VisibleText.excerpt(key, limit: 60))
            }
        }
    }
}

/// The nodes of a configuration file, with errors that tell the place.
private struct ConfigurationFile {
    let path: String

    func error(
        _ node: Node, _ key: String, _ reason: String, _ first: String = "", _ second: String = ""
    ) -> ConfigurationError {
        ConfigurationError(path, node.mark?.line ?? 1, key, reason, first, second)
    }

    func fields(_ node: Node) throws(ConfigurationError) -> [(String, Node)] {
        guard let mapping = node.mapping else {
            throw error(node, "mapping", "a mapping of names to values is expected here")
        }
        var fields: [(String, Node)] = []
        for (key, value) in mapping { fields.append((try text(key), value)) }
        return fields
    }

    func list(_ node: Node) throws(ConfigurationError) -> [Node] {
        guard let sequence = node.sequence else { throw error(node, "list", "a list is expected here") }
        return Array(sequence)
    }

    func text(_ node: Node) throws(ConfigurationError) -> String {
        guard let scalar = node.scalar, !scalar.string.isEmpty, !scalar.string.contains("\0") else {
            throw error(node, "text", "a text is expected here")
        }
        return scalar.string
    }

    func number(_ node: Node, _ range: ClosedRange<Int>) throws(ConfigurationError) -> Int {
        guard let number = Int(try text(node)), range.contains(number) else {
            throw error(
                node, "number", "a number from %3 to %4 is expected here", "\(range.lowerBound)", "\(range.upperBound)")
        }
        return number
    }

    /// `[python3, -c]`, or `{command: [python3, -], text: input}`.
    func runner(_ node: Node) throws(ConfigurationError) -> UserConfiguration.Runner {
        var runner = UserConfiguration.Runner(arguments: [])
        var command = node
        if node.mapping != nil {
            for (key, value) in try fields(node) {
                switch key {
                case "command": command = value
                case "text":
                    guard let text = UserConfiguration.Runner.Text(rawValue: try text(value)) else {
                        throw error(value, "runner-text", "write argument or input")
                    }
                    runner.text = text
                case "binds":
                    guard try text(value) == "psql" else { throw error(value, "runner-binds", "write psql") }
                    runner.bindsLikePsql = true
                default: throw error(value, "runner-key", "a runner has command, text and binds")
                }
            }
        }
        for word in try list(command) { runner.arguments.append(try text(word)) }
        guard !runner.arguments.isEmpty else { throw error(node, "runner-program", "a runner needs a program") }
        return runner
    }
}
