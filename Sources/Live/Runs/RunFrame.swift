/// One message of a supervisor: a letter, the length as four bytes in network order, and so many bytes.
enum RunFrame {
    case output([UInt8])
    case error([UInt8])
    /// The JSON of a `RunEnding`; the last frame.
    case ending([UInt8])

    var bytes: [UInt8] {
        let (kind, payload): (Unicode.Scalar, [UInt8]) =
            switch self {
            case .output(let bytes): ("o", bytes)
            case .error(let bytes): ("e", bytes)
            case .ending(let bytes): ("x", bytes)
            }
        let count = UInt32(clamping: payload.count)
        return [UInt8(ascii: kind)] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) } + payload
    }

    /// Bytes as they arrive, taken apart into frames.
    struct Reader {
        private var pending: [UInt8] = []

        /// The frames that are whole now.
        mutating func frames(adding bytes: [UInt8]) -> [RunFrame] {
            pending += bytes
            var frames: [RunFrame] = []
            var position = 0
            while pending.count - position >= 5 {
                let count = pending[position + 1..<position + 5].reduce(0) { $0 << 8 | Int($1) }
                guard pending.count - position - 5 >= count else { break }
                let payload = Array(pending[position + 5..<position + 5 + count])
                switch pending[position] {
                case UInt8(ascii: "o"): frames.append(.output(payload))
                case UInt8(ascii: "e"): frames.append(.error(payload))
                default: frames.append(.ending(payload))
                }
                position += 5 + count
            }
            pending.removeFirst(position)
            return frames
        }
    }
}
