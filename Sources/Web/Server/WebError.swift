/// What keeps the server from being started.
package enum WebError: Error, Equatable, CustomStringConvertible {
    case tokenMissing(host: String)
    case tokenTooShort
    case noStaticFolder(path: String)
    case templateBroken(name: String, reason: String)

    package var description: String {
        switch self {
        case .tokenMissing(let host):
            "\(host) can be reached from other machines, and the server would be open to all of them. Give a token with "
                + "--token or KB_TOKEN, or listen on 127.0.0.1."
        case .tokenTooShort:
            "the token is too short to be safe. Use 16 characters or more, for example from: openssl rand -hex 16"
        case .noStaticFolder(let path):
            "the folder with the style sheet and scripts is not there: \(path). Name it with KB_STATIC."
        case .templateBroken(let name, let reason):
            "the template \(name) is broken: \(reason)"
        }
    }
}
