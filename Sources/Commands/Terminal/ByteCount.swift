/// A number of bytes as people read it.
struct ByteCount {
    private let bytes: Int64

    init(_ bytes: Int64) {
        self.bytes = bytes
    }

    /// `512 B`, `7.7 MB`: with decimal units and one digit behind the point.
    var text: String {
        guard bytes >= 1000 else { return "\(bytes) B" }
        var value = Double(bytes)
        for unit in ["kB", "MB", "GB"] {
            value /= 1000
            if value < 999.95 || unit == "GB" {
                let tenths = Int((value * 10).rounded())
                return "\(tenths / 10).\(tenths % 10) \(unit)"
            }
        }
        return "\(bytes) B"
    }
}
