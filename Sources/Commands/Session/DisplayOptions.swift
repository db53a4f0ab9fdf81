import ArgumentParser

/// How what is shown looks.
package struct DisplayOptions: ParsableArguments {
    @Option(help: Interface.help("terminal.option.color", valueName: "when"))
    package var color = Style.Choice.auto

    @Flag(name: [.customShort("P"), .customLong("no-pager")], help: Interface.help("terminal.option.no-pager"))
    package var isPagerOff = false

    package init() {}
}

extension Style.Choice: ExpressibleByArgument {}
