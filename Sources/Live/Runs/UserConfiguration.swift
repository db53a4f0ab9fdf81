package import Detection
import Foundation
package import Notes

/// What a person has configured on this machine; never what notes say, for notes are untrusted.
package struct UserConfiguration: Sendable {
    /// How the code of a language is run.
    package struct Runner: Sendable, Hashable {
        /// Where the program finds the text.
        package enum Text: String, Sendable { case argument, input }
        /// The program and its arguments; the text follows them, or stands on standard input.
        package var arguments: [String]
        /// By default the last argument, as shells take it after `-c`.
        package var text = Text.argument
        /// Whether the program is psql, which binds the values of parameters to `:'name'`.
        package var bindsLikePsql = false

        /// A runner for one language; that its program is there is checked when a run is prepared.
        package init(arguments: [String], text: Text = .argument, bindsLikePsql: Bool = false) {
            self.arguments = arguments
            self.text = text
            self.bindsLikePsql = bindsLikePsql
        }
    }

    /// By language.
    package var runners: [String: Runner] = [
        "bash": Runner(arguments: ["bash", "-o", "pipefail", "-c"]),
        "sh": Runner(arguments: ["sh", "-c"]),
        "shell": Runner(arguments: ["bash", "-o", "pipefail", "-c"]),
        "sql": Runner(
            arguments: ["psql", "-X", "-w", "-v", "ON_ERROR_STOP=1", "-f", "-"], text: .input, bindsLikePsql: true),
    ]
    /// Values of parameters, by the names of profile and parameter.
    package var profiles: [String: [String: String]] = [:]
    /// What a run may take of the machine.
    package var limits = RunLimits()
    /// The most runs at once on a server.
    package var parallelRuns = 4
    /// Patterns of lines in output that hold a secret.
    package var secrets: [Pattern] = []
    /// Variables that commands see beside those that every program needs.
    package var environment: [String] = []
    /// Where commands run; nil for the person's home folder.
    package var folder: String?
    /// Whether bubblewrap is used where it works.
    package var isIsolated = true

    /// What holds where no file says otherwise.
    package init() {}

    /// Reads `kb/config.yaml` of the person's configuration folder (XDG Base Directory Specification), if it is there.
    ///
    /// - Throws: `ConfigurationError`
    package init(_ environment: [String: String]) throws(ConfigurationError) {
        self.init()
        let path = Self.path(environment)
        guard FileManager.default.fileExists(atPath: path) else { return }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8), text.utf8.count <= 1 << 20 else {
            throw ConfigurationError(path, 1, "unreadable", "the file can't be read as text of at most a megabyte")
        }
        try read(text, path: path)
    }

    /// Where the file is.
    package static func path(_ environment: [String: String]) -> String {
        UserFolder.configuration.path(environment, home: NSHomeDirectory()) + "/config.yaml"
    }

    /// The values of a profile.
    ///
    /// - Throws: `ConfigurationError` where there is none of that name.
    package func profile(_ name: String, path: String) throws(ConfigurationError) -> [String: String] {
        if let values = profiles[name] { return values }
        let shown = VisibleText.excerpt(name, limit: 60)
        guard FileManager.default.fileExists(atPath: path) else { throw ConfigurationError(noFileAt: path, for: shown) }
        guard !profiles.isEmpty else {
            throw ConfigurationError(path, 1, "no-profiles", "there is no profile `%3`; none is configured", shown)
        }
        throw ConfigurationError(
            path, 1, "profile", "there is no profile `%3`; known are %4", shown,
            profiles.keys.sorted().joined(separator: ", "))
    }
}

/// What is wrong with the configuration.
package struct ConfigurationError: ExplainedError, Hashable, Sendable {
    /// 1-based.
    package let line: Int
    /// One sentence with the place.
    package let sentence: Sentence

    /// - Parameters:
    ///   - key: of the reason, below `configuration.` in the catalogue.
    ///   - reason: in English, where `%3` and `%4` stand for what follows.
    init(_ path: String, _ line: Int, _ key: String, _ reason: String, _ first: String = "", _ second: String = "") {
        self.line = line
        sentence = Sentence("configuration.\(key)", "%1:%2: " + reason, path, "\(line)", first, second)
    }

    /// A profile of a file that is not there.
    fileprivate init(noFileAt path: String, for profile: String) {
        line = 1
        sentence = Sentence(
            "configuration.no-file", "there is no profile `%2`, for there is no file %1 that would hold it", path,
            profile)
    }
}
