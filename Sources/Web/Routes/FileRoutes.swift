import Foundation
import HTTPTypes
import Hummingbird
import Index
import KnowledgeBase
import NIOCore
import NIOPosix

/// Images of the notes folder, which notes show.
struct FileRoutes: Sendable {
    let site: Site

    private static let types = [
        "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
        "avif": "image/avif", "svg": "image/svg+xml",
    ]

    static func isImage(_ path: String) -> Bool { types[(path as NSString).pathExtension.lowercased()] != nil }

    func add(to router: Router<WebContext>) {
        router.get("/files/**") { request, _ in
            guard let path = PageRoutes.rest(of: request, after: "/files/"),
                let type = Self.types[(path as NSString).pathExtension.lowercased()]
            else { throw HTTPError(.notFound) }
            let root = site.freshness.knowledgeBase.folder.root
            let body = try await NIOThreadPool.singleton.run { try Self.read(path, in: root) }
            let tag = "\"" + ContentHash.text(of: body) + "\""
            var headers: HTTPFields = [.eTag: tag, .cacheControl: "private, no-cache"]
            if Conditional.matches(request, tag: tag) { return Response(status: .notModified, headers: headers) }
            headers[.contentType] = type
            // A drawing that is opened by itself is a document, and could hold scripts.
            headers[.contentSecurityPolicy] =
                "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
        }
    }

    /// The bytes of a file that lies in the folder, whatever dots and links its path holds.
    ///
    /// - Throws: 404
    static func read(_ path: String, in root: String) throws -> ByteBuffer {
        guard !path.utf8.contains(0), !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }),
            let bytes = try? NoteFile.bytes(at: path, in: root)
        else { throw HTTPError(.notFound) }
        return ByteBuffer(bytes: bytes)
    }
}
