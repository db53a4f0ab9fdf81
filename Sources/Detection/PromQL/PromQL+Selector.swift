extension PromQL {
    /// `name{label="value",…}`: which series are meant.
    package struct Selector: Hashable, Sendable {
        /// The metric's name; nil when it is given by a matcher on `__name__`, or not at all.
        package let name: String?
        /// What the labels must be, in the order of the text.
        package let matchers: [Matcher]

        /// The series of the same metric whatever their labels say; itself where no name is known.
        package var bare: Selector {
            if name != nil { return Selector(name: name, matchers: []) }
            let names = matchers.filter { $0.label == "__name__" }
            return names.isEmpty ? self : Selector(name: nil, matchers: names)
        }
    }

    /// `label="value"` and its three kin.
    package struct Matcher: Hashable, Sendable {
        /// The operators between a label and its value.
        package enum Kind: String, Sendable {
            case equal = "="
            case notEqual = "!="
            case pattern = "=~"
            case notPattern = "!~"

            /// Whether the value is a regular expression.
            var isPattern: Bool { self == .pattern || self == .notPattern }
        }

        /// The label's name.
        package let label: String
        /// How the value is compared.
        package let kind: Kind
        /// A literal, or a regular expression of RE2 that must match the whole.
        package let value: String

        /// Whether a series without the label passes; of patterns only the plain ones are known to (`""`, `.*`).
        var passesEmpty: Bool {
            let plain = value.isEmpty || value == ".*" || value == ".?"
            return switch kind {
            case .equal: value.isEmpty
            case .notEqual: !value.isEmpty
            case .pattern: plain
            case .notPattern: !plain
            }
        }
    }

    /// `offset` and `@`: at what moment a selector or a subquery looks.
    package struct Modifiers: Hashable, Sendable {
        /// How far back; negative looks ahead.
        package var offset: Duration?
        /// The moment instead of the query's own.
        package var at: Instant?

        /// Neither.
        package static let none = Modifiers()

        /// A fixed moment.
        package enum Instant: Hashable, Sendable {
            /// Seconds since 1970.
            case seconds(Double)
            /// The first moment of the query's range.
            case start
            /// The last moment of the query's range.
            case end
        }
    }

    /// A length of time in milliseconds.
    package struct Duration: Hashable, Sendable, CustomStringConvertible {
        /// Thousandths of a second; negative only in an offset.
        package let milliseconds: Int64

        /// The units of PromQL, longest first; a year has 365 days.
        static let units: [(name: String, milliseconds: Int64)] = [
            ("y", 31_536_000_000), ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000),
            ("s", 1000), ("ms", 1),
        ]

        /// A length of so many thousandths of a second.
        package init(milliseconds: Int64) { self.milliseconds = milliseconds }

        /// As Prometheus writes it: years, weeks and days only where they fit exactly, so `1d`, but `36h`.
        package var description: String {
            guard milliseconds != 0, milliseconds != .min else { return "0s" }
            var rest = abs(milliseconds)
            var text = milliseconds < 0 ? "-" : ""
            for (name, unit) in Self.units {
                let mustFit = unit >= 86_400_000
                guard rest >= unit, !mustFit || rest % unit == 0 else { continue }
                text += "\(rest / unit)\(name)"
                rest %= unit
            }
            return text
        }
    }
}
