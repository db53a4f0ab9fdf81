import ArgumentParser

/// What stands behind `--watch`: seconds, or, since these may be left out, the first note.
///
/// The argument parser leaves out for itself what it cannot read, `--watch=abc` too.
enum WatchValue: ExpressibleByArgument, CustomStringConvertible {
    case seconds(Double)
    case word(String)

    init(argument: String) { self = Double(argument).map { .seconds($0) } ?? .word(argument) }

    var description: String {
        switch self {
        case .seconds(let seconds): "\(seconds)"
        case .word(let word): word
        }
    }

    var seconds: Double? { if case .seconds(let seconds) = self { seconds } else { nil } }
    var word: String? { if case .word(let word) = self { word } else { nil } }
}
