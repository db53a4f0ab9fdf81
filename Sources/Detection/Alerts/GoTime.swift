import Notes

/// Moments as Go writes them in JSON: RFC 3339 with up to nine decimals and any offset.
enum GoTime {
    /// Go's zero time, which stands for no time at all.
    static let zero = -62_135_596_800.0

    /// Seconds since 1970; nil where the text is no RFC 3339 moment of the years 1 to 9999.
    static func seconds(_ text: String) -> Double? {
        var reader = Reader(bytes: Array(text.utf8))
        guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
            let dayOfMonth = reader.number(2), reader.take("T") || reader.take("t"),
            let hour = reader.number(2), reader.take(":"), let minute = reader.number(2), reader.take(":"),
            let second = reader.number(2), let fraction = reader.fraction(), let offset = reader.offset(),
            reader.isAtEnd, year >= 1, let day = CalendarDate(year: year, month: month, day: dayOfMonth), hour < 24,
            minute < 60, second < 60
        else { return nil }
        let whole = day.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second - offset
        return Double(whole) + fraction
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        var isAtEnd: Bool { position == bytes.count }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
            position += 1
            return true
        }

        mutating func number(_ digits: Int) -> Int? {
            var value = 0
            for _ in 0..<digits {
                guard position < bytes.count, isDigit(bytes[position]) else { return nil }
                value = value * 10 + Int(bytes[position] - UInt8(ascii: "0"))
                position += 1
            }
            return value
        }

        /// 0 where there are no decimals; nil where there are none after the point, or more than nine.
        mutating func fraction() -> Double? {
            guard take(".") else { return 0 }
            var (value, scale) = (0.0, 1.0)
            let start = position
            while position < bytes.count, isDigit(bytes[position]) {
                scale /= 10
                value += Double(bytes[position] - UInt8(ascii: "0")) * scale
                position += 1
            }
            return (1...9).contains(position - start) ? value : nil
        }

        /// Seconds east of UTC.
        mutating func offset() -> Int? {
            if take("Z") || take("z") { return 0 }
            let west = take("-")
            guard west || take("+"), let hours = number(2), take(":"), let minutes = number(2), hours < 24, minutes < 60
            else { return nil }
            return (west ? -1 : 1) * (hours * 3600 + minutes * 60)
        }
    }
}
