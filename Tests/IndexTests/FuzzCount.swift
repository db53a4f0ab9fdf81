import Foundation

/// How many inputs a random test tries: `KB_FUZZ_COUNT`, for long runs, or else its own small number.
func fuzzCount(_ usual: Int) -> Int {
    ProcessInfo.processInfo.environment["KB_FUZZ_COUNT"].flatMap(Int.init) ?? usual
}
