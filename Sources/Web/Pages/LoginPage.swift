/// Asks for the token.
struct LoginPage: Sendable {
    /// Where to go then: a path of ours.
    let next: String
    let isWrong: Bool
}
