import ArgumentParser

/// How what is shown looks.
struct DisplayOptions: ParsableArguments {
    @Option(help: Interface.help("terminal.option.color", valueName: "when"))
    var color = Style.Choice.auto

    @Flag(name: [.customShort("P"), .customLong("no-pager")], help: Interface.help("terminal.option.no-pager"))
    var isPagerOff = false
}

extension Style.Choice: ExpressibleByArgument {}
