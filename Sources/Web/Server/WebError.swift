package import Notes

/// What keeps the server from being started.
package enum WebError: ExplainedError, Equatable {
    case tokenMissing(host: String)
    /// Whoever has an account on this machine could run commands as the server's user.
    case runsWithoutToken
    case tokenTooShort
    case noStaticFolder(path: String)
    case portTaken(host: String, port: Int)
    case cannotListen(host: String, port: Int, reason: String)
    case templateBroken(name: String, reason: String)

    /// One sentence for a person.
    package var sentence: Sentence {
        switch self {
        case .tokenMissing(let host):
            Sentence(
                "serve.error.token",
                "%1 can be reached from other machines, and the server would be open to all of them. Give a token with "
                    + "--token or KB_TOKEN, or listen on 127.0.0.1.", host)
        case .runsWithoutToken:
            Sentence(
                "serve.error.runs-token",
                "with --allow-run, everybody with an account on this machine could run commands as you. Give a token "
                    + "with KB_TOKEN, for --token can be read by all of them; for example from: openssl rand -hex 16")
        case .tokenTooShort:
            Sentence(
                "serve.error.token-short",
                "the token is too short to be safe. Use 16 characters or more, for example from: openssl rand -hex 16")
        case .noStaticFolder(let path):
            Sentence(
                "serve.error.static",
                "the folder with the style sheet and scripts is not there: %1. Name it with KB_STATIC.", path)
        case .portTaken(let host, let port):
            Sentence(
                "serve.error.taken",
                "port %2 of %1 is taken, perhaps by another kb serve. Choose another: kb serve --port %3", host,
                String(port), String(port < 65_535 ? port + 1 : 0))
        case .cannotListen(let host, let port, let reason):
            Sentence(
                "serve.error.listen", "cannot listen on port %2 of %1: %3. Choose others with --host and --port.", host,
                String(port), Sentence.clause(reason))
        case .templateBroken(let name, let reason):
            Sentence("serve.error.template", "the template %1 is broken: %2", name, reason)
        }
    }
}
