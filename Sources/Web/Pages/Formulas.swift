/// Which pages need the script that sets formulas: those with a `math` block, `$$…$$`, or code between dollar signs.
enum Formulas {
    static let scripts = ["vendor/katex.js", "formulas.js"]

    /// Whether HTML of ours holds a formula; dollar signs in code are none.
    static func areIn(_ html: String) -> Bool {
        var rest = html.utf8[...]
        while let index = rest.firstIndex(where: { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "<") }) {
            let isDollar = rest[index] == UInt8(ascii: "$")
            rest = rest[rest.index(after: index)...]
            if isDollar {
                if rest.starts(with: "$".utf8) || rest.starts(with: "<code>".utf8) { return true }
            } else if rest.starts(with: "code".utf8) {
                if rest.starts(with: "code class=\"language-math\"".utf8) { return true }
                // What code holds is escaped: the next tag ends it.
                rest = rest.dropFirst()
                guard let end = rest.firstIndex(of: UInt8(ascii: "<")) else { return false }
                rest = rest[end...]
            }
        }
        return false
    }
}
