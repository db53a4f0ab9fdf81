import Detection
import Foundation
import Live
import Testing

private let file = SharedFolder.root.appending(path: "detection/prometheus_replies.jsonl")

@Suite(
    "Recorded and hostile replies, over the wire",
    .enabled(if: SharedFolder.exists(file), "needs ../shared/detection/prometheus_replies.jsonl"),
    .timeLimit(.minutes(5)))
struct RecordedReplyTests {
    struct Reply: Decodable {
        struct Repeated: Decodable {
            let prefix: String
            let unit: String
            let separator: String
            let times: Int
            let suffix: String
        }
        struct Chunk: Decodable {
            let text: String
            let delay_ms: Int
            let times: Int?
        }
        let name: String
        let status: Int
        let headers: [String: String]
        let body: String?
        let body_repeat: Repeated?
        let body_gzip_repeat: Repeated?
        let chunks: [Chunk]?
        let hang: Bool?
        let reset: Bool?
        let raw: String?
        let want: String
        let also_fine: String?
        let series: Int?
    }

    @Test("each is taken for what it is")
    func replies() async throws {
        let lines = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
        let replies = try lines.map { try JSONDecoder().decode(Reply.self, from: $0) }
        #expect(replies.count >= 70)
        for reply in replies where reply.body_gzip_repeat == nil {
            let server = try ScriptedServer { _ in Self.steps(reply) }
            let client = PrometheusClient(try PrometheusSettings(flag: server.address, environment: [:]))
            // Those that hang are given up soon, those with much to read are not.
            let waits = reply.hang == true || reply.chunks != nil
            let answer = await client.instant("up", within: waits ? .milliseconds(500) : .seconds(60))
            await client.shutdown()
            server.stop()
            let allowed = [reply.want, reply.also_fine].compactMap { $0 }
            #expect(allowed.contains(Self.kind(answer)), "\(reply.name): \(answer)")
            if case .success(let answer) = answer, case .vector(let samples) = answer.data, let series = reply.series {
                #expect(samples.count == series, "\(reply.name)")
            }
        }
    }

    private static func kind(_ answer: PrometheusClient.Answer) -> String {
        switch answer {
        case .failure: "error"
        case .success(let reply):
            switch reply.data {
            case .vector: "vector"
            case .matrix: "matrix"
            case .scalar: "scalar"
            case .string: "string"
            }
        }
    }

    private static func steps(_ reply: Reply) -> [ScriptedServer.Step] {
        if let raw = reply.raw { return [.text(raw)] }
        if reply.reset == true { return [.reset] }
        if reply.status == 0 { return [.hang] }
        if let chunks = reply.chunks {
            let sent = chunks.map { chunk in
                ScriptedServer.Step.repeated(
                    Array("\(String(chunk.text.utf8.count, radix: 16))\r\n\(chunk.text)\r\n".utf8),
                    times: chunk.times ?? 1, pause: .milliseconds(min(chunk.delay_ms, 50)))
            }
            return [.head(reply.status, reply.headers)] + sent + (reply.hang == true ? [.hang] : [])
        }
        if let repeated = reply.body_repeat {
            let unit = Array((repeated.unit + repeated.separator).utf8)
            if repeated.unit.contains("{n}") {
                let units = (0..<repeated.times).map { repeated.unit.replacing("{n}", with: "\($0)") }
                return ScriptedServer.Step.response(
                    reply.status, reply.headers,
                    body: repeated.prefix + units.joined(separator: repeated.separator) + repeated.suffix)
            }
            let together = max(1, 65_536 / max(1, unit.count))
            let units = Array([[UInt8]](repeating: unit, count: together).joined())
            return [
                .head(reply.status, reply.headers), .text(repeated.prefix),
                .repeated(units, times: repeated.times / together),
                .text(repeated.suffix),
            ]
        }
        let body = reply.body ?? ""
        guard reply.headers["Content-Length"] == nil, reply.status != 204 else {
            return [.head(reply.status, reply.headers), .text(body)]
        }
        return ScriptedServer.Step.response(reply.status, reply.headers, body: body)
    }
}
