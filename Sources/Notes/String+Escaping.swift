extension String {
    /// The text with others in the places of some scalars, wherever these stand. `replacing` looks for whole characters,
    /// and there are signs and accents that make one character of themselves and the mark beside them.
    package func escaping(_ replacements: [Unicode.Scalar: String]) -> String {
        var escaped = ""
        for scalar in unicodeScalars {
            if let replacement = replacements[scalar] {
                escaped += replacement
            } else {
                escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
