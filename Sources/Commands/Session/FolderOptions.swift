package import ArgumentParser

/// The flag that every verb shares; it may stand before the verb and behind it.
package struct FolderOptions: ParsableArguments {
    /// `--notes`; nil for the folder that the environment names.
    @Option(
        name: .customLong("notes"), help: Interface.help("terminal.option.notes", valueName: "dir"),
        completion: .directory)
    package var notes: String?

    package init() {}
}
