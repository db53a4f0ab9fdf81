import HTTPTypes
import Hummingbird
import Index
import KnowledgeBase
import Review
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
            let overdue = try await site.reviews(request) { _, store in try store.due().map(\.due.daysOverdue) }
            // Who scrapes, looks: the symptoms are measured.
            let situation = try await site.lookout.situation(.all)
            let (families, addresses) = try await NIOThreadPool.singleton.run {
                let generation = try site.freshness.refresh()
                return (try index(overdue), generation.addresses)
            }
            let accepts = request.headers[.accept] ?? ""
            let format = accepts.contains("application/openmetrics-text") ? MetricFamily.Format.openMetrics : .text
            let all = families + MetricFamily.symptoms(situation, addresses) + site.metrics.families
            return Self.text(MetricFamily.text(all, as: format), type: format.type)
        }
    }

    /// The figures of the notes and of their index.
    ///
    /// - Parameter overdue: for each note that is due, how many days it is late.
    private func index(_ overdue: [Int]) throws -> [MetricFamily] {
        let knowledgeBase = site.freshness.knowledgeBase
        let (counts, size) = try knowledgeBase.ask { base in (try base.counts(), base.size) }
        return [
            MetricFamily(gauge: "kb_notes", "Notes in the index.", Double(counts.notes)),
            MetricFamily(gauge: "kb_runbooks", "Notes with symptoms.", Double(counts.runbooks)),
            MetricFamily(gauge: "kb_sections", "Sections in the index.", Double(counts.sections)),
            MetricFamily(gauge: "kb_symptoms", "Symptoms in the index.", Double(counts.symptoms)),
            MetricFamily(
                gauge: "kb_findings", "Things that are wrong with notes.", Double(try knowledgeBase.findingCount())),
            MetricFamily(
                gauge: "kb_notes_due", "Notes whose review is due.", Double(overdue.count)),
            MetricFamily(
                gauge: "kb_notes_overdue", "Notes whose review was due on an earlier day.",
                Double(overdue.count { $0 > 0 })),
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
