import Fixtures
import Testing

@testable import Detection

@Suite("An answer of Prometheus is checked before it is believed")
struct PrometheusReplyTests {
    @Test("a vector keeps its order, its labels, NaN and the infinities")
    func vector() throws {
        let reply = try decode(
            #"{"status":"success","data":{"resultType":"vector","result":["#
                + #"{"metric":{"job":"b"},"value":[1.5,"NaN"]},{"metric":{"job":"a"},"value":[2,"-Inf"]},"#
                + #"{"metric":{},"value":[2,"4.2e4"]}]}}"#)
        guard case .vector(let samples) = reply.data else {
            Issue.record("not a vector")
            return
        }
        #expect(samples.map { $0.labels["job"] } == ["b", "a", nil])
        #expect(samples[0].number?.isNaN == true)
        #expect(samples[1].number == -.infinity)
        #expect(samples[2].number == 42_000)
        #expect(samples.map(\.time) == [1.5, 2, 2])
    }

    @Test("a native histogram is data without a number")
    func histogram() throws {
        let reply = try decode(
            #"{"status":"success","data":{"resultType":"vector","result":["#
                + #"{"metric":{"job":"a"},"histogram":[1,{"count":"3","sum":"1.5"}]}]}}"#)
        guard case .vector(let samples) = reply.data else {
            Issue.record("not a vector")
            return
        }
        #expect(samples.map(\.value) == [.histogram(count: 3, sum: 1.5)])
        #expect(samples[0].number == nil)
        #expect(!reply.isEmpty)
    }

    @Test("an empty answer with a warning is partial, one with a note is not")
    func partial() throws {
        let empty = #"{"status":"success","data":{"resultType":"vector","result":[]}"#
        #expect(try decode(empty + #","warnings":["store \u001b[2J away"]}"#).isPartial)
        #expect(try decode(empty + #","warnings":["store \u001b[2J away"]}"#).warnings == ["store \\u{1B}[2J away"])
        #expect(try decode(empty + #","isPartial":true}"#).isPartial)
        #expect(try !decode(empty + #","infos":["no counter"]}"#).isPartial)
        #expect(try !decode(empty + "}").isPartial)
    }

    @Test(
        "what is no answer is a failure of its own kind",
        arguments: [
            (302, [("Location", "http://other.example/x")], "", PrometheusFailure.redirect(host: "other.example")),
            (307, [("location", "/api")], "", .redirect(host: nil)),
            (401, [], "Unauthorized", .unauthorized), (404, [], "404 page not found", .status(404)),
            (503, [], "Service Unavailable", .status(503)), (204, [], "", .status(204)),
            (200, [], "", .notPrometheus(.empty)),
            (200, [("Content-Type", "text/html")], "{}", .notPrometheus(.webPage)),
            (200, [("Content-Length", "99")], "{}", .cutShort),
            (200, [], "{}", .notPrometheus(.json(.missing(key: "status")))),
            (200, [], "{\"status\":\"success\"}", .notPrometheus(.noData)),
            (200, [], "{\"status\":\"success\"", .notPrometheus(.json(.notJSON))),
            (
                422, [], #"{"status":"error","errorType":"execution","error":"too many"}"#,
                .query(type: "execution", message: "too many")
            ),
            (500, [], #"{"status":"success","data":{"resultType":"vector","result":[]}}"#, .status(500)),
            (304, [], "", .status(304)),
            (
                200, [], #"{"status":"success","error":"boom","data":{"resultType":"vector","result":[]}}"#,
                .query(type: "unknown", message: "boom")
            ),
            (422, [], #"{"status":"error","errorType":"timeout","error":""}"#, .query(type: "timeout", message: "")),
        ])
    func failures(status: Int, headers: [(String, String)], body: String, expected: PrometheusFailure) {
        #expect(throws: expected) {
            try PrometheusReply(status: status, headers: headers, body: Array(body.utf8))
        }
    }

    @Test(
        "what is no JSON is no answer",
        arguments: [
            #"{"status":"success","data":{"resultType":"vector","result":[]},}"#,
            #"{"status":"success","data":{"resultType":"vector","result":[],}}"#,
            #"{"status":"success","data":{"resultType":"vector","result":[ , ]}}"#,
            #"{"status":"success","data":{"resultType":"vector","result":[]}} x"#,
            #"{"status":"success" "data":{"resultType":"vector","result":[]}}"#,
            #"{"status":"success","infos":[01],"data":{"resultType":"vector","result":[]}}"#,
            #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"2"]},]}}"#,
            #"{"status":"success","infos":["a",],"data":{"resultType":"vector","result":[]}}"#,
            #"{"status":"success","infos":["a"\#n,\#n ],"data":{"resultType":"vector","result":[]}}"#,
        ])
    func notJSON(body: String) {
        #expect(throws: PrometheusFailure.self) { try decode(body) }
    }

    @Test("a comma before a bracket inside a text is a part of the text")
    func comma() throws {
        let reply = try decode(
            #"{"status":"success","infos":["a,]\",}"],"data":{"resultType":"vector","result":[]}}"#)
        #expect(reply.warnings == ["a,]\",}"])
    }

    @Test(
        "an answer that says a key twice says two things, and is none",
        arguments: [
            #"{"status":"success","status":"error","data":{"resultType":"vector","result":[]}}"#,
            #"{"status":"success","data":{"resultType":"vector","result":[]},"data":null}"#,
            #"{"status":"success","data":{"resultType":"vector","result":[],"result":[{"metric":{},"value":[1,"2"]}]}}"#,
            #"{"status":"success","isPartial":false,"data":{"resultType":"vector","result":[]},"isPartial":true}"#,
        ])
    func repeatedKey(body: String) {
        #expect(throws: PrometheusFailure.notPrometheus(.json(.repeatedKey))) { try decode(body) }
    }

    @Test("a key stands once in each of many objects, and a text may look like one")
    func keys() throws {
        let reply = try decode(
            #"{"status":"success","infos":["a","a","\"status\":","status"],"stats":{"a":{"b":1},"c":{"b":1}},"#
                + #""data":{"resultType":"vector","result":[{"metric":{"status":"a"},"value":[1,"2"]},"#
                + #"{"metric":{"status":"a"},"value":[1,"2"]}]}}"#)
        guard case .vector(let samples) = reply.data else {
            Issue.record("not a vector")
            return
        }
        #expect(samples.count == 2)
    }

    @Test("a place in an answer is told as programs write it")
    func path() {
        #expect(throws: PrometheusFailure.notPrometheus(.json(.unexpected(path: "data.result[0].value[1]")))) {
            try decode(
                #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"x"]}]}}"#)
        }
    }

    @Test("a server's parse error leads to line and column of the query")
    func place() {
        let failure = PrometheusFailure.query(
            type: "bad_data", message: "invalid parameter \"query\": 3:28: parse error: unclosed left parenthesis")
        #expect(failure.place?.line == 3)
        #expect(failure.place?.column == 28)
        #expect(PrometheusFailure.query(type: "execution", message: "1:2: x").place == nil)
    }

    @Test(
        "numbers are those Go writes, and no others",
        arguments: [
            ("1", 1.0), ("1e-300", 1e-300), ("+Inf", .infinity), ("1e309", .infinity), ("-0", -0.0), ("0x1F", nil),
            ("", nil), ("12abc", nil), ("inf", nil), ("nan", nil), (" 1", nil), ("1_0", nil), ("infinity", nil),
        ])
    func numbers(text: String, expected: Double?) {
        #expect(PrometheusReply.WireNumber.number(text) == expected)
    }

    private func decode(_ body: String) throws -> PrometheusReply {
        try PrometheusReply(status: 200, headers: [], body: Array(body.utf8))
    }
}

/// A captured or written answer, with what it must be taken for.
private struct RecordedReply: Decodable {
    let name: String
    let status: Int
    let headers: [String: String]
    let body: String?
    let body_repeat: RepeatedText?
    let want: String
    let also_fine: String?
    let series: Int?
    let partial: Bool?
}

/// A text made of a repeated unit, in which `{n}` is the number of the repetition.
struct RepeatedText: Decodable {
    let prefix: String
    let unit: String
    let separator: String
    let times: Int
    let suffix: String

    /// The bytes, up to `limit` of them and a little more.
    func bytes(limit: Int) -> [UInt8] {
        var text = prefix
        if unit.contains("{n}") {
            for number in 0..<times {
                if number > 0 { text += separator }
                text += unit.replacing("{n}", with: String(number))
            }
        } else {
            text += String(repeating: unit + separator, count: min(times, limit / max(1, unit.utf8.count)))
        }
        return Array((text + suffix).utf8)
    }
}

@Suite(
    "Recorded answers are taken for what they are",
    .enabled(
        if: SharedData.exists("detection/prometheus_replies.jsonl"),
        "needs ../shared/detection/prometheus_replies.jsonl"))
struct RecordedReplyTests {
    @Test("every one with a body")
    func recorded() throws {
        var seen = 0
        for line in try SharedData.lines("detection/prometheus_replies.jsonl", as: RecordedReply.self)
        where line.status > 0 {
            let repeated = line.body_repeat?.bytes(limit: 20_000_000)
            guard let body = line.body.map({ Array($0.utf8) }) ?? repeated else { continue }
            seen += 1
            let headers = line.headers.map { ($0.key, $0.value) }
            let reply = try? PrometheusReply(status: line.status, headers: headers, body: body)
            let kind =
                switch reply?.data {
                case .vector: "vector"
                case .matrix: "matrix"
                case .scalar: "scalar"
                case .string: "string"
                case nil: "error"
                }
            #expect(kind == line.want || kind == line.also_fine, "\(line.name)")
            if let reply, let series = line.series { #expect(count(reply) == series, "\(line.name)") }
            if let reply { #expect(reply.isPartial == (line.partial ?? false), "\(line.name)") }
        }
        #expect(seen > 60)
    }

    private func count(_ reply: PrometheusReply) -> Int {
        switch reply.data {
        case .vector(let samples): samples.count
        case .matrix(let series): series.count
        case .scalar, .string: 1
        }
    }
}
