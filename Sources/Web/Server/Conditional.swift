import Hummingbird
import Notes

/// What a request says about the content that it has already, and about what it can read.
enum Conditional {
    /// Whether `If-None-Match` names the tag (RFC 9110, weak comparison).
    static func matches(_ request: Request, tag: String) -> Bool {
        guard let header = request.headers[.ifNoneMatch] else { return false }
        func opaque(_ tag: some StringProtocol) -> String {
            let tag = tag.trimmingSpaces()
            return tag.hasPrefix("W/") ? String(tag.dropFirst(2)) : tag
        }
        return header.trimmingSpaces() == "*" || header.split(separator: ",").contains { opaque($0) == opaque(tag) }
    }

    static func acceptsGzip(_ request: Request) -> Bool {
        (request.headers[.acceptEncoding] ?? "").split(separator: ",").contains { part in
            let pieces = part.split(separator: ";").map { $0.trimmingSpaces().lowercased() }
            return (pieces.first == "gzip" || pieces.first == "*")
                && !pieces.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
        }
    }
}
