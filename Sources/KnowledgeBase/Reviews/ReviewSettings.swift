package import Notes
package import Review

/// How reviews are scheduled on this machine.
package struct ReviewSettings: Sendable {
    /// With the retention, the longest interval and the weekdays that the person chose.
    package var scheduler = Scheduler()
    /// When a review day begins.
    package var day = ReviewDay.standard
    /// The most reviews a day that a session asks for; what is left of a backlog waits for the days after.
    package var dailyCap = 20

    /// Those of a person who has set nothing.
    package init() {}

    /// Reads `KB_REVIEW_RETENTION` (0.7 to 0.99), `KB_REVIEW_LONGEST` (days), `KB_REVIEW_DAY` (`HH:MM`, when a day begins),
    /// `KB_REVIEW_CAP` (reviews a day), `KB_REVIEW_WEEKDAYS` (`1,2,3,4,5`, Monday being 1), `KB_REVIEW_LEVEL` (`1` keeps
    /// reviews away from days that have many) and `KB_REVIEW_WEIGHTS` (the 21 weights of FSRS-6).
    ///
    /// - Throws: `ReviewError.invalidSetting`
    package init(_ environment: [String: String]) throws(ReviewError) {
        func read<Value>(_ name: String, _ parse: (String) -> Value?) throws(ReviewError) -> Value? {
            guard let text = environment[name], !text.isEmpty else { return nil }
            guard let value = parse(text) else { throw .invalidSetting(name: name, value: text) }
            return value
        }
        let retention = try read("KB_REVIEW_RETENTION") { text in
            Double(text).flatMap { (0.7...0.99).contains($0) ? $0 : nil }
        }
        let weights = try read("KB_REVIEW_WEIGHTS") { FSRS.weights($0) }
        let longest = try read("KB_REVIEW_LONGEST") { text in Int(text).flatMap { (1...36_500).contains($0) ? $0 : nil }
        }
        let weekdays = try read("KB_REVIEW_WEEKDAYS") { text -> Set<Weekday>? in
            let days = text.split(separator: ",").map { Int($0).flatMap { Weekday(rawValue: $0) } }
            return days.contains(nil) ? nil : Set(days.compactMap { $0 })
        }
        let levels = try read("KB_REVIEW_LEVEL") { ["0": false, "1": true][$0] }
        scheduler = Scheduler(
            fsrs: FSRS(weights: weights ?? FSRS.defaultWeights, retention: retention ?? 0.9) ?? .standard,
            longestInterval: longest ?? 180, weekdays: weekdays ?? [],
            levelsLoad: levels ?? false)
        day = try read("KB_REVIEW_DAY") { ReviewDay($0) } ?? .standard
        dailyCap = try read("KB_REVIEW_CAP") { text in Int(text).flatMap { $0 >= 1 ? $0 : nil } } ?? 20
    }

    /// The review day that an environment takes for today.
    ///
    /// - Throws: `ReviewError.invalidClock`, `.invalidSetting`
    package static func today(_ environment: [String: String]) throws(ReviewError) -> CalendarDate {
        try ReviewClock(environment, day: ReviewSettings(environment).day).today
    }
}
