/// An example of the specification of GitHub-flavoured markdown.
struct SpecificationExample: Decodable {
    var section: String
    var example: Int
    var markdown: String
    var html: String
}
