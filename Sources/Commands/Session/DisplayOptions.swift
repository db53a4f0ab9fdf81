import ArgumentParser

/// How what is shown looks.
package struct DisplayOptions: ParsableArguments {
    /// `--color`; by default, colours on a terminal only.
    @Option(help: Interface.help("terminal.option.color", valueName: "when"))
    package var color = Style.Choice.auto

    /// `--no-pager`: what is longer than the screen is printed all the same.
    @Flag(name: [.customShort("P"), .customLong("no-pager")], help: Interface.help("terminal.option.no-pager"))
    package var isPagerOff = false

    package init() {}
}

extension Style.Choice: ExpressibleByArgument {}
