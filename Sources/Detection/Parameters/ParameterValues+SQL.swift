extension ParameterValues {
    /// The SQL with a placeholder for every quoted literal that is a sample; values are bound by the client, never
    /// pasted. Refused where a sample with a value stands anywhere else in the statement.
    ///
    /// - Parameter placeholder: the text for the n-th value, from 1, such as `$1`, or psql's `:'kb1'`.
    package func sql(
        _ text: String, placeholder: (Int) -> String
    ) throws(ParameterError) -> BoundStatement {
        var given: [(Parameter, String)] = []
        for (parameter, value) in self.given(in: [text]) {
            given.append((parameter, try parameter.checked(value)))
        }
        guard !given.isEmpty else { return BoundStatement(text: text, values: []) }
        var result = ""
        var values: [String] = []
        for piece in SQLPiece.pieces(of: text) {
            switch piece {
            case .comment(let text): result += text
            case .literal(let text, let content):
                if let (_, value) = given.first(where: { $0.0.sample == content }) {
                    values.append(value)
                    result += placeholder(values.count)
                    continue
                }
                try refuse(given, in: text)
                result += text
            case .other(let text):
                try refuse(given, in: text)
                result += text
            }
        }
        return BoundStatement(text: result, values: values)
    }

    private func refuse(_ given: [(Parameter, String)], in text: String) throws(ParameterError) {
        guard let found = Replacements(given.map { ($0.0.sample, "") }).found(in: text).min() else { return }
        throw .notBindable(name: given[found].0.name, sample: given[found].0.sample)
    }
}
