/// Why a text is no YAML, and the byte where that shows.
struct YAMLSyntaxError: Error {
    var offset: Int
    var problem: YAMLProblem
}
