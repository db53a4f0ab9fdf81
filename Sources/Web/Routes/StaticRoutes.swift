import HTTPTypes
import Hummingbird

/// Style sheet, scripts and icons.
struct StaticRoutes: Sendable {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/static/**") { request, _ in
            guard let path = PageRoutes.rest(of: request, after: "/static/") else { throw HTTPError(.notFound) }
            return try response(to: request, path)
        }
        router.get("/favicon.ico") { request, _ in try response(to: request, "icon.svg") }
    }

    private func response(to request: Request, _ path: String) throws -> Response {
        guard let (asset, isHashed) = site.assets.asset(at: path) else { throw HTTPError(.notFound) }
        var headers = HTTPFields()
        headers[.eTag] = asset.tag
        headers[.cacheControl] = isHashed ? "public, max-age=31536000, immutable" : "no-cache"
        headers[.vary] = "Accept-Encoding"
        if Conditional.matches(request, tag: asset.tag) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = asset.type
        var body = asset.body
        if let gzip = asset.gzip, Conditional.acceptsGzip(request) {
            headers[.contentEncoding] = "gzip"
            headers[.eTag] = "W/" + asset.tag
            body = gzip
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}
