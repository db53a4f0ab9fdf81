/// A preference with the links that set it.
struct Switch: Sendable {
    let name: String
    let label: String
    let choices: [Choice]

    struct Choice: Sendable {
        let label: String
        let value: String
        let href: String
        let languageTag: String
        let isChosen: Bool
    }
}
