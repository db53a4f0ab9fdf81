import HTTPTypes
import Hummingbird
import Logging

/// The page that asks a browser's person for the token.
struct LoginRoutes: Sendable {
    let site: Site
    let sessions: Sessions

    func add(to router: Router<WebContext>) {
        router.get("/login") { request, _ in
            page(request, next: FormFields(request.uri.query ?? "")["next"], isWrong: false)
        }
        router.post("/login") { request, context in
            var request = request
            let body = try await request.collectBody(upTo: site.configuration.limits.body)
            let form = FormFields(String(buffer: body))
            guard sessions.isToken(form["token"] ?? "") else {
                context.logger.warning("A wrong token was given.")
                return page(request, next: form["next"], isWrong: true)
            }
            let cookie = "\(Sessions.cookie)=\(sessions.open()); Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000"
            return Response(
                status: .seeOther,
                headers: [.location: Self.safe(form["next"]), .setCookie: cookie, .cacheControl: "no-store"])
        }
    }

    private func page(_ request: Request, next: String?, isWrong: Bool) -> Response {
        let preferences = Preferences(request, FormFields(request.uri.query ?? ""))
        let view = site.view(preferences, site.freshness.latestGeneration)
        let draft = Site.Draft(
            template: "login", title: view.words("login.heading"),
            content: LoginPage(next: Self.safe(next), isWrong: isWrong))
        return Response(
            status: isWrong ? .unauthorized : .ok,
            headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: site.render(draft, view, path: "/login"))))
    }

    /// A path of ours in printable characters; anything that could lead to another host is the home page.
    private static func safe(_ next: String?) -> String {
        guard let next, next.hasPrefix("/"), !next.hasPrefix("//"), !next.contains("\\"),
            next.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return "/" }
        return next
    }
}
