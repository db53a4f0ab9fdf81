import Notes

/// The body of a form, `application/x-www-form-urlencoded`.
enum FormBody {
    /// The fields as text; everything but unreserved characters (RFC 3986) is percent-encoded.
    static func text(_ fields: [(name: String, value: String)]) -> String {
        fields.map { "\($0.name)=\($0.value.percentEncoded())" }.joined(separator: "&")
    }
}
