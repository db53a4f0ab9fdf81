import Catalogue
import Detection
import KnowledgeBase
import Notes

/// The parameters of a note as one form: filled in once, for every command of the page.
struct ParameterForm: Sendable {
    struct Field: Sendable {
        let name: String
        let sample: String
        let value: String
        /// Why the value goes into no command; nil where it does.
        let problem: String?
    }

    struct Choice: Sendable {
        let name: String
        let isChosen: Bool
    }

    let fields: [Field]
    let profiles: [Choice]
    let hasProfiles: Bool
    /// The values that go into commands, by name.
    let values: [String: String]
    /// Those of the form as fields of an address: `&p.host=a`.
    let query: String

    /// What stands before the name of a parameter in a form and in an address.
    static let prefix = "p."

    /// Whether a query says anything about parameters.
    static func isIn(_ query: FormFields) -> Bool {
        query.fields.contains { $0.name.hasPrefix(prefix) || $0.name == "profile" }
    }

    /// The values that a query or a form gives by hand, by name; no more, and no longer, than a person fills in.
    static func values(in fields: FormFields) -> [String: String] {
        let given = fields.fields.filter { $0.name.hasPrefix(prefix) && !$0.value.isEmpty }.prefix(Parameter.most)
        return Dictionary(given.map { (String($0.name.dropFirst(2).prefix(100)), String($0.value.prefix(300))) }) {
            first, _ in first
        }
    }

    /// - Parameter problems: what is wrong with values, by name.
    init(
        _ parameters: [Parameter], _ query: FormFields, profiles: [String: [String: String]],
        problems: [String: ParameterError],
        _ words: Words
    ) {
        let chosen = query["profile"].flatMap { profiles[$0] == nil ? nil : $0 }
        let given = ParameterValues(
            parameters, (chosen.flatMap { profiles[$0] } ?? [:]).merging(Self.values(in: query)) { $1 }
        ).values
        fields = parameters.map { parameter in
            Field(
                name: parameter.name, sample: parameter.sample, value: given[parameter.name] ?? "",
                problem: problems[parameter.name].map { words.catalogue([$0.sentence]) })
        }
        self.profiles = profiles.keys.sorted().map { Choice(name: $0, isChosen: $0 == chosen) }
        hasProfiles = !profiles.isEmpty
        values = given
        self.query = Self.fields(given.filter { problems[$0.key] == nil }).map { "&" + $0 }.joined()
    }

    /// Values as fields of an address: `p.host=a`.
    static func fields(_ values: [String: String]) -> [String] {
        values.sorted { $0.key < $1.key }
            .map { prefix + $0.key.percentEncoded() + "=" + $0.value.percentEncoded() }
    }
}
