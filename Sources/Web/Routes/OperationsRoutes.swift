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
        router.get("/metrics") { request, _ in
            // Who scrapes, looks: the symptoms are measured.
            let situation = try await site.lookout.situation(.all)
            let families = try await NIOThreadPool.singleton.run { try index() }
            let accepts = request.headers[.accept] ?? ""
            let format = accepts.contains("application/openmetrics-text") ? MetricFamily.Format.openMetrics : .text
            let all = families + MetricFamily.symptoms(situation) + site.metrics.families
            return Self.text(MetricFamily.text(all, as: format), type: format.type)
        }
    }

    /// The figures of the notes and of their index.
    private func index() throws -> [MetricFamily] {
        _ = try site.freshness.refresh()
        let today = site.configuration.today()
        let (counts, size, notes) = try site.freshness.knowledgeBase.ask { base in
            (try base.counts(), base.size, try base.notes(.all))
        }
        let due = notes.filter { $0.status != "archived" && $0.status != "draft" }.compactMap(\.nextReview)
        return [
            MetricFamily(gauge: "kb_notes", "Notes in the index.", Double(counts.notes)),
            MetricFamily(gauge: "kb_runbooks", "Notes with symptoms.", Double(counts.runbooks)),
            MetricFamily(gauge: "kb_sections", "Sections in the index.", Double(counts.sections)),
            MetricFamily(gauge: "kb_symptoms", "Symptoms in the index.", Double(counts.symptoms)),
            MetricFamily(gauge: "kb_findings", "Things that are wrong with notes.", Double(counts.findings)),
            MetricFamily(
                gauge: "kb_notes_due", "Notes whose review is due.", Double(due.count { $0 <= today })),
            MetricFamily(
                gauge: "kb_notes_overdue", "Notes whose review was due on an earlier day.",
                Double(due.count { $0 < today })),
            MetricFamily(gauge: "kb_index_size_bytes", "Size of the index on disk.", Double(size)),
            MetricFamily(
                gauge: "kb_index_generation", "Updates of the index since the start.", Double(site.freshness.latest)),
            MetricFamily(gauge: "kb_open_pages", "Pages that are told of changes.", Double(site.hub.count)),
        ]
    }

    private static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
