import Foundation
import Index
import NIOCore
import ServiceLifecycle

/// A server as a service that says in words why it cannot listen.
struct ListeningService<Server: Service>: Service {
    let server: Server
    let host: String
    let port: Int

    /// - Throws: `WebError` where the system refuses the address.
    func run() async throws {
        do {
            try await server.run()
        } catch let error as IOError {
            throw switch error.errnoCode {
            case EADDRINUSE: WebError.portTaken(host: host, port: port)
            default: WebError.cannotListen(host: host, port: port, reason: Self.reason(error))
            }
        }
    }

    private static func reason(_ error: IOError) -> String {
        SystemReason.text(of: NSError(domain: NSPOSIXErrorDomain, code: Int(error.errnoCode)))
    }
}
