import HTTPTypes
import Hummingbird
import Index
import KnowledgeBase
import NIOPosix

/// What those who run the server ask it.
struct OperationsRoutes: Sendable {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/healthz") { _, _ in
            // Asks the index, so that "ok" means that questions are answered.
            _ = try await NIOThreadPool.singleton.run { try site.freshness.knowledgeBase.ask { try $0.counts() } }
            return Self.text("ok\n")
        }
        router.get("/metrics") { _, _ in
            let (counts, size) = try await NIOThreadPool.singleton.run {
                try site.freshness.knowledgeBase.ask { (try $0.counts(), $0.size) }
            }
            return Self.text(
                site.metrics.text(gauges: [
                    ("kb_notes", "Notes in the index.", Double(counts.notes)),
                    ("kb_runbooks", "Notes with symptoms.", Double(counts.runbooks)),
                    ("kb_sections", "Sections in the index.", Double(counts.sections)),
                    ("kb_symptoms", "Symptoms in the index.", Double(counts.symptoms)),
                    ("kb_findings", "Things that are wrong with notes.", Double(counts.findings)),
                    ("kb_index_bytes", "Size of the index on disk.", Double(size)),
                    ("kb_index_generation", "Updates of the index since the start.", Double(site.freshness.latest)),
                    ("kb_open_pages", "Pages that are told of changes.", Double(site.hub.count)),
                ]), type: "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    private static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
