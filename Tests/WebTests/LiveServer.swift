import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

@testable import Web

/// A server that listens on a free port, and a client that sends exactly what it is told.
enum LiveServer {
    /// Runs a test against a listening server, which is stopped afterwards.
    static func run(_ site: TestSite, _ test: @escaping @Sendable (_ port: Int) async throws -> Void) async throws {
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let service = site.server.service { continuation.yield($0) }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: [service], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await port in ports {
                try await test(port)
                break
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// Sends bytes and gives the text that comes back: until the server closes, or until `isEnough`.
    static func send(
        _ text: String, to port: Int, until isEnough: @escaping @Sendable (String) -> Bool = { _ in false },
        afterwards: @escaping @Sendable (String) async throws -> Void = { _ in }
    ) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            var answer = ""
            var isTold = false
            for try await part in inbound {
                answer += String(buffer: part)
                if !isTold, answer.contains("\r\n\r\n") {
                    isTold = true
                    try await afterwards(answer)
                }
                if isEnough(answer) { break }
            }
            return answer
        }
    }

    /// Sends requests on one connection, each when the answer to the last is there whole, by its `Content-Length`.
    static func talk(
        _ requests: [String], to port: Int,
        before: @escaping @Sendable (_ number: Int) async throws -> Void = { _ in }
    ) async throws -> [String] {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var answers: [String] = []
            var parts = inbound.makeAsyncIterator()
            for (number, request) in requests.enumerated() {
                try await before(number)
                try await outbound.write(ByteBuffer(string: request))
                var answer = ByteBuffer()
                while !isWhole(answer), let part = try await parts.next() {
                    answer.writeImmutableBuffer(part)
                }
                answers.append(String(buffer: answer))
            }
            return answers
        }
    }

    private static func isWhole(_ answer: ByteBuffer) -> Bool {
        let text = String(buffer: answer)
        guard let end = text.firstRange(of: "\r\n\r\n"),
            let length = text[..<end.lowerBound].firstMatch(of: /(?i)content-length: (\d+)/)?.1
        else { return false }
        return text[end.upperBound...].utf8.count >= Int(length) ?? 0
    }
}
