import CZlib
import Detection
import Foundation
@testable import Live
import Notes
import Testing

private let empty = #"{"status":"success","data":{"resultType":"vector","result":[]}}"#
private let json = ["Content-Type": "application/json"]

@Suite("The Prometheus client on the wire", .timeLimit(.minutes(5)))
struct PrometheusClientTests {
    @Test("an instant query is posted as a form, with credentials in the header only")
    func instant() async throws {
        let server = try ScriptedServer { _ in ScriptedServer.Step.response(200, json, body: empty) }
        let answer = try await ask(
            server, "lag{topic=\"a&b\"} > 1 # 訂單", environment: ["KB_PROMETHEUS_TOKEN": "secret-token"])
        #expect(try answer.get().isEmpty)
        let request = try #require(server.requests.first)
        #expect(request.head.hasPrefix("POST /api/v1/query HTTP/1.1\r\n"))
        #expect(request.header("Authorization") == "Bearer secret-token")
        #expect(request.header("Content-Type") == "application/x-www-form-urlencoded")
        #expect(
            request.body
                == "query=lag%7Btopic%3D%22a%26b%22%7D%20%3E%201%20%23%20%E8%A8%82%E5%96%AE&timeout=60s")
    }

    @Test(
        "where nothing can be posted, the query is asked in the address, with the same credentials",
        arguments: [405, 501])
    func readOnly(status: Int) async throws {
        let server = try ScriptedServer { request in
            request.head.hasPrefix("POST ")
                ? ScriptedServer.Step.response(status, ["Content-Type": "text/html"], body: "<h1>no</h1>")
                : ScriptedServer.Step.response(200, json, body: empty)
        }
        let answer = try await ask(server, "a & b", environment: ["KB_PROMETHEUS_TOKEN": "secret-token"])
        #expect(try answer.get().isEmpty)
        let requests = server.requests
        #expect(requests.count == 2)
        #expect(requests.last?.head.hasPrefix("GET /api/v1/query?query=a%20%26%20b&timeout=60s HTTP/1.1\r\n") == true)
        #expect(requests.last?.header("Authorization") == "Bearer secret-token")
    }

    @Test("what is refused otherwise is not asked again", arguments: [400, 404, 429, 500, 503])
    func refusedOnce(status: Int) async throws {
        let server = try ScriptedServer { _ in ScriptedServer.Step.response(status, [:], body: "no") }
        #expect(try await ask(server, "up") == .failure(.status(status)))
        #expect(server.requests.count == 1)
    }

    @Test("user and password in the address become a header, and the path is a prefix")
    func basic() async throws {
        let server = try ScriptedServer { _ in ScriptedServer.Step.response(200, json, body: empty) }
        let answer = try await ask(server, "up", address: "http://ops:pa%20ss@127.0.0.1:\(server.port)/prefix/")
        #expect(try answer.get().isEmpty)
        let request = try #require(server.requests.first)
        #expect(request.path == "/prefix/api/v1/query")
        #expect(request.header("Authorization") == "Basic " + Data("ops:pa ss".utf8).base64EncodedString())
    }

    @Test("a range query says its times and its step")
    func range() async throws {
        let matrix = #"{"status":"success","data":{"resultType":"matrix","result":[]}}"#
        let server = try ScriptedServer { _ in ScriptedServer.Step.response(200, json, body: matrix) }
        let answer = try await withClient(server) { client in
            await client.range("up", over: 100...400.5, step: 15, within: .seconds(60))
        }
        #expect(try answer.get().data == .matrix([]))
        let request = try #require(server.requests.first)
        #expect(request.path == "/api/v1/query_range")
        #expect(request.body == "query=up&start=100.0&end=400.5&step=15.0&timeout=60s")
    }

    @Test("a redirect is not followed, least of all with credentials", arguments: [301, 302, 307, 308])
    func redirect(status: Int) async throws {
        let thief = try ScriptedServer { _ in ScriptedServer.Step.response(200, json, body: empty) }
        let server = try ScriptedServer { _ in
            ScriptedServer.Step.response(status, ["Location": "\(thief.address)/api/v1/query"], body: "")
        }
        let answer = try await ask(server, "up", environment: ["KB_PROMETHEUS_TOKEN": "secret-token"])
        #expect(answer == .failure(.redirect(host: "127.0.0.1")))
        #expect(thief.requests.isEmpty)
    }

    @Test("a body without end is given up at the limit, and the connection ended")
    func endless() async throws {
        let server = try ScriptedServer { _ in
            [.head(200, json), .repeated([UInt8](repeating: 0x20, count: 65_536), times: 100_000)]
        }
        let answer = try await ask(server, "up", within: .seconds(120))
        #expect(answer == .failure(.tooLarge(limit: PrometheusReply.largestBody)))
        #expect(server.bytesSent < 4 * PrometheusReply.largestBody)
    }

    @Test("what little bytes unpack to counts")
    func bomb() async throws {
        let packed = gzip([UInt8](repeating: 0x20, count: 200_000_000))
        #expect(packed.count < 1_000_000)
        let server = try ScriptedServer { _ in
            [.head(200, json.merging(Self.gzipped(packed.count)) { $1 }), .send(packed)]
        }
        let answer = try await ask(server, "up", within: .seconds(120))
        #expect(answer == .failure(.tooLarge(limit: PrometheusReply.largestBody)))
    }

    @Test("a packed answer is read")
    func packed() async throws {
        let packed = gzip(Array(empty.utf8))
        let server = try ScriptedServer { _ in
            [.head(200, json.merging(Self.gzipped(packed.count)) { $1 }), .send(packed)]
        }
        #expect(try await ask(server, "up").get().isEmpty)
    }

    static let silences: [(String, [ScriptedServer.Step])] = [
        ("nothing at all", [.hang]),
        ("a head", [.head(200, ["Content-Type": "application/json", "Content-Length": "100"]), .hang]),
        ("half a body", [.head(200, json), .text("{\"status\":"), .hang]),
        ("one blank after another", [.head(200, json), .repeated([0x20], times: 100_000, pause: .milliseconds(20))]),
        (
            "one header after another",
            [
                .text("HTTP/1.1 200 OK\r\n"),
                .repeated(Array("X: y\r\n".utf8), times: 100_000, pause: .milliseconds(20)),
            ]
        ),
    ]

    @Test("the time limit covers the whole exchange, and ends the connection", arguments: silences.indices)
    func silence(index: Int) async throws {
        let server = try ScriptedServer { _ in Self.silences[index].1 }
        // On a machine under load the time may be over before there is a connection.
        repeat {
            let answer = try await ask(server, "up", within: .milliseconds(400))
            guard case .failure(.unreachable(let sentence)) = answer else {
                Issue.record("\(Self.silences[index].0): \(answer)")
                return
            }
            #expect(sentence.english.contains("did not answer within 0.4 s"))
        } while server.connections == 0
        while server.connectionsEndedByClient == 0 { try await Task.sleep(for: .milliseconds(10)) }
    }

    @Test("who does not wait any more ends the query")
    func cancellation() async throws {
        let server = try ScriptedServer { _ in [.hang] }
        let answer = try await withClient(server) { client in
            let task = Task { await client.instant("up", within: .seconds(50)) }
            while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
            task.cancel()
            return await task.value
        }
        #expect(throws: PrometheusFailure.givenUp) {
            try answer.get()
        }
        while server.connectionsEndedByClient == 0 { try await Task.sleep(for: .milliseconds(10)) }
    }

    static let lies: [(String, [ScriptedServer.Step])] = [
        ("another protocol", [.text("SSH-2.0-OpenSSH_9.2p1\r\n")]),
        ("an end at once", []),
        ("a reset", [.reset]),
        ("less than announced", [.head(200, ["Content-Length": "4096"]), .text(empty)]),
        ("a reset in the body", [.head(200, ["Content-Length": "4096"]), .text(empty), .reset]),
        ("no gzip", [.head(200, gzipped(empty.utf8.count)), .text(empty)]),
        ("a chunk that is none", [.head(200, ["Transfer-Encoding": "chunked"]), .text("zz\r\n")]),
        (
            "an end before the last chunk",
            [
                .head(200, ["Transfer-Encoding": "chunked"]),
                .text(String(empty.utf8.count, radix: 16) + "\r\n\(empty)\r\n"),
            ]
        ),
        ("two lengths", [.head(200, ["Content-Length": "1", "content-length": "\(empty.utf8.count)"]), .text(empty)]),
    ]

    @Test("a lie is an error that says what to do, and never an empty answer", arguments: lies.indices)
    func lie(index: Int) async throws {
        let server = try ScriptedServer { _ in Self.lies[index].1 }
        let answer = try await ask(server, "up")
        guard case .failure(let failure) = answer else {
            Issue.record("\(Self.lies[index].0) was taken for an answer: \(answer)")
            return
        }
        #expect(!failure.description.contains("127.0.0.1"))
        #expect(failure.description.hasSuffix("."))
    }

    @Test("where nobody listens, that is said at once, without the address")
    func refused() async throws {
        let settings = try PrometheusSettings(flag: "http://127.0.0.1:\(FreePort.find())", environment: [:])
        let client = PrometheusClient(settings)
        let answer = await client.instant("up", within: .seconds(50))
        await client.shutdown()
        #expect(answer == .failure(.nobody))
    }

    private func ask(
        _ server: ScriptedServer, _ query: String, address: String? = nil, within limit: Duration = .seconds(60),
        environment: [String: String] = [:]
    ) async throws -> PrometheusClient.Answer {
        try await withClient(server, address: address, environment: environment) { client in
            await client.instant(query, within: limit)
        }
    }

    private func withClient<Value: Sendable>(
        _ server: ScriptedServer, address: String? = nil, environment: [String: String] = [:],
        _ work: (PrometheusClient) async throws -> Value
    ) async throws -> Value {
        let client = PrometheusClient(
            try PrometheusSettings(flag: address ?? server.address, environment: environment))
        do {
            let value = try await work(client)
            await client.shutdown()
            return value
        } catch {
            await client.shutdown()
            throw error
        }
    }

    private static func gzipped(_ count: Int) -> [String: String] {
        ["Content-Encoding": "gzip", "Content-Length": "\(count)"]
    }

    /// A gzip file (RFC 1952) made of a zlib stream (RFC 1950), whose frame of two and four bytes is taken off.
    private func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var length = compressBound(uLong(bytes.count))
        var packed = [UInt8](repeating: 0, count: Int(length))
        #expect(unsafe compress(&packed, &length, bytes, uLong(bytes.count)) == Z_OK)
        let sum = unsafe UInt32(truncatingIfNeeded: crc32(0, bytes, uInt(bytes.count)))
        func word(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + packed[2..<(Int(length) - 4)] + word(sum)
            + word(UInt32(truncatingIfNeeded: bytes.count))
    }
}
