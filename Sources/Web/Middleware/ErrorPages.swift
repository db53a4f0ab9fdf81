import Catalogue
import HTTPTypes
import Hummingbird
import Index
import KnowledgeBase
import Logging
import NIOPosix
import Notes

/// Turns whatever goes wrong into a page, or into JSON for programs. What nobody foresaw gets an id that is in the log.
struct ErrorPages: RouterMiddleware {
    typealias Context = WebContext

    let site: Site

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError {
            return await response(error.status, headers: error.headers, request, id: nil) { _ in error.body }
        } catch let error as RefusedRun {
            return await response(error.status, request, id: nil, refused: error) { _ in error.reason }
        } catch let error as any HTTPResponseError {
            return await response(error.status, request, id: nil) { _ in nil }
        } catch {
            // The file may be at fault, and not the program.
            let isOfFile = if case KnowledgeBaseError.unreadableNote = error { true } else { false }
            if !isOfFile {
                context.logger.error(
                    "A request failed.",
                    metadata: ["path": "\(request.uri.path.percentEncoded(keeping: "/%"))", "error": "\(error)"])
            }
            let isFull = if case IndexError.diskFull = error { true } else { false }
            let status: HTTPResponse.Status =
                isOfFile ? .unprocessableContent : isFull ? .init(code: 507) : .internalServerError
            // What a person can do something about is said; what only a programmer understands is in the log.
            return await response(status, request, id: isOfFile ? nil : context.id) { words in
                (error as? any ExplainedError).map { words.catalogue([$0.sentence]) }
            }
        }
    }

    private func response(
        _ status: HTTPResponse.Status, headers: HTTPFields = [:], _ request: Request, id: String?,
        refused: RefusedRun? = nil, reason: (Words) -> String?
    ) async -> Response {
        var headers = headers
        headers[.cacheControl] = "no-store"
        let path = request.uri.path
        let preferences = Preferences(request, FormFields(request.uri.query ?? ""))
        guard !path.hasPrefix("/api/"), !path.hasPrefix("/static/"), path != "/events" else {
            let words = Words(.english)
            let message = reason(words) ?? ErrorPage(status: status.code, words).message
            var object: JSONObject = ["status": .integer(status.code), "message": .text(message)]
            if let id { object = ["status": .integer(status.code), "message": .text(message), "id": .text(id)] }
            headers[.contentType] = "application/json; charset=utf-8"
            let json: JSONObject = ["error": .object(object)]
            return Response(
                status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: json.json + "\n")))
        }
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.vary] = "Accept-Language, Cookie"
        let reason = reason(Words(preferences.language))
        let html = try? await NIOThreadPool.singleton.run {
            try page(status: status.code, id: id, reason: reason, refused, path: path, preferences)
        }
        let text =
            html ?? (try? page(status: status.code, id: id, reason: reason, refused, path: "", preferences)) ?? ""
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// - Parameter path: of a page that is not there; its last part is searched for.
    private func page(
        status: Int, id: String?, reason: String?, _ refused: RefusedRun?, path: String, _ preferences: Preferences
    ) throws -> String {
        var hits: [SearchPage.Hit] = []
        var query = ""
        let generation = status == 404 && !path.isEmpty ? try site.freshness.refresh() : site.freshness.latestGeneration
        let view = site.view(preferences, generation)
        if status == 404, let last = path.split(separator: "/").last {
            query = Note.withoutEnding(FormFields.decoded(last, plusIsSpace: false))
            query = String(query.map { $0 == "_" || $0 == "-" ? " " : $0 }.prefix(200))
            let request = SearchRequest(query, limit: 8, today: view.today)
            hits = try SearchPage.Hit.hits(view.knowledgeBase.ask { try $0.search(request) }.hits, view)
        }
        let content = ErrorPage(
            status: status, id: id, reason: reason, refused: refused, hits: hits, view.words)
        let draft = Site.Draft(
            template: "error", title: content.heading, content: content, query: query,
            status: HTTPResponse.Status(code: status))
        return site.render(draft, view, path: "/")
    }
}
