/// The sixteen colours and the weights of a terminal, or none of them.
package struct Style: Sendable {
    /// What the person asked for with `--color`.
    package enum Choice: String, Sendable, CaseIterable {
        case auto, always, never
    }

    /// A weight or colour; the raw value is its SGR parameter (ECMA-48).
    package enum Effect: Int, Sendable {
        case bold = 1
        case dim = 2
        case italic = 3
        case underline = 4
        case red = 31
        case green = 32
        case yellow = 33
        case blue = 34
        case magenta = 35
        case cyan = 36
    }

    let isColoured: Bool

    init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    /// Decides as programs agreed: the flag; `NO_COLOR` (no-color.org); `CLICOLOR_FORCE`, `CLICOLOR` (bixense.com/clicolors);
    /// `TERM=dumb`; else colours on a terminal only.
    init(_ choice: Choice, isTerminal: Bool, environment: [String: String]) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        isColoured =
            switch choice {
            case .always: true
            case .never: false
            case .auto where value("NO_COLOR") != nil: false
            case .auto where value("CLICOLOR_FORCE") ?? "0" != "0": true
            case .auto where value("CLICOLOR") == "0": false
            case .auto where environment["TERM"] == "dumb": false
            case .auto: isTerminal
            }
    }

    /// The text with effects; unchanged where there are no colours. The text must be clean of controls.
    func callAsFunction(_ text: String, _ effects: Effect...) -> String {
        self(text, effects)
    }

    func callAsFunction(_ text: String, _ effects: [Effect]) -> String {
        guard isColoured, !effects.isEmpty, !text.isEmpty else { return text }
        return "\u{1B}[" + effects.map { String($0.rawValue) }.joined(separator: ";") + "m" + text + "\u{1B}[0m"
    }
}
