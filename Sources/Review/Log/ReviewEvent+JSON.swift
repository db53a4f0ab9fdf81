package import Notes

/// The line of the log. Its keys and their order are a contract: `id`, `time`, `day`, `note`, `path` where it is known,
/// `who`, `kind`, `grade` or `undoes`, `before`, `after`.
extension ReviewEvent {
    /// The event as one line of JSON, without a line break.
    package var line: String {
        var members: [(key: String, value: JSONValue)] = [
            ("id", .string(id)), ("time", .string(time.description)), ("day", .string(day.description)),
            ("note", .string(note)),
        ]
        if let path { members.append(("path", .string(path))) }
        members.append(("who", .string(who)))
        switch action {
        case .review(let grade): members += [("kind", .string("review")), ("grade", .string(grade.name))]
        case .reschedule: members.append(("kind", .string("reschedule")))
        case .snooze: members.append(("kind", .string("snooze")))
        case .undo(let id): members += [("kind", .string("undo")), ("undoes", .string(id))]
        }
        members.append(("before", Self.state(before.interval, before.nextReview, before.memory)))
        members.append(("after", Self.state(after.interval, after.nextReview, after.memory)))
        return JSONValue.object(members).text
    }

    private static func state(_ interval: Int?, _ nextReview: CalendarDate?, _ memory: Memory?) -> JSONValue {
        .object([
            ("interval", interval.map { .number(Double($0)) } ?? .null),
            ("next_review", nextReview.map { .string($0.description) } ?? .null),
            (
                "memory",
                memory.map { memory in
                    .object([
                        ("stability", .number(memory.stability)), ("difficulty", .number(memory.difficulty)),
                        ("last_review", .string(memory.lastReview.description)),
                    ])
                } ?? .null
            ),
        ])
    }

    /// Reads a line; throws `Malformed` with what is wrong. Keys it does not know are passed over.
    package init(line: ArraySlice<UInt8>) throws(Malformed) {
        guard let json = JSONReader.value(of: line) else {
            throw Malformed(Sentence("review.log.reason.json", "It is no line of JSON."))
        }
        func text(_ key: String) throws(Malformed) -> String {
            guard let text = json[key]?.string, !text.isEmpty else { throw Malformed.missing(key) }
            return text
        }
        id = try text("id")
        note = try text("note")
        path = json["path"]?.string
        who = try text("who")
        guard let time = Timestamp(try text("time")) else {
            throw Malformed(Sentence("review.log.reason.time", "“time” is no RFC 3339 time."))
        }
        self.time = time
        day = try Self.date(json["day"], key: "day")
        switch try text("kind") {
        case "review":
            guard let grade = Grade(name: try text("grade")) else {
                throw Malformed(Sentence("review.log.reason.grade", "“grade” is not known."))
            }
            action = .review(grade)
        case "reschedule": action = .reschedule
        case "snooze": action = .snooze
        case "undo": action = .undo(of: try text("undoes"))
        case let kind:
            throw Malformed(
                Sentence(
                    "review.log.reason.kind", "The kind “%1” is not known; a newer kb may have written it.", kind))
        }
        let before = json["before"] ?? .null
        self.before = Before(
            interval: try Self.interval(before["interval"]),
            nextReview: try before["next_review"].flatMap { value throws(Malformed) -> CalendarDate? in
                value == .null ? nil : try Self.date(value, key: "next_review")
            },
            memory: try Self.memory(before["memory"]))
        let after = json["after"] ?? .null
        guard let interval = try Self.interval(after["interval"]) else {
            throw Malformed.missing("interval")
        }
        self.after = After(
            interval: interval, nextReview: try Self.date(after["next_review"], key: "next_review"),
            memory: try Self.memory(after["memory"]))
    }

    /// Why a line is no event.
    package struct Malformed: Error, Hashable, CustomStringConvertible {
        /// Names the key at fault.
        package let reason: Sentence

        init(_ reason: Sentence) { self.reason = reason }

        static func missing(_ key: String) -> Malformed {
            Malformed(Sentence("review.log.reason.missing", "“%1” is missing.", key))
        }

        package var description: String { reason.english }
    }

    private static func date(_ value: JSONValue?, key: String) throws(Malformed) -> CalendarDate {
        guard let text = value?.string, text.utf8.count == 10, let date = CalendarDate(text) else {
            throw Malformed(Sentence("review.log.reason.date", "“%1” is no date.", key))
        }
        return date
    }

    private static func interval(_ value: JSONValue?) throws(Malformed) -> Int? {
        guard let value, value != .null else { return nil }
        guard let days = value.integer, days >= 1 else {
            throw Malformed(Sentence("review.log.reason.interval", "“interval” is no number of days."))
        }
        return days
    }

    private static func memory(_ value: JSONValue?) throws(Malformed) -> Memory? {
        guard let value, value != .null else { return nil }
        guard let stability = value["stability"]?.number, stability > 0, let difficulty = value["difficulty"]?.number,
            (1...10).contains(difficulty)
        else {
            throw Malformed(Sentence("review.log.reason.memory", "“memory” holds no stability and difficulty."))
        }
        return Memory(
            stability: stability, difficulty: difficulty,
            lastReview: try date(value["last_review"], key: "last_review"))
    }
}
