import Foundation
import Testing

/// An nginx of this test on loopback.
struct Nginx {
    static let isInstalled = FileManager.default.isExecutableFile(atPath: program)
    private static let program = "/usr/sbin/nginx"

    let port: UInt16
    let status: UInt16
    let configuration: URL
    /// Of the runbook's parameters.
    let values: [String: String]
    private let process: ChildProcess

    /// - Parameters:
    ///   - upstream: the port of the application behind it; nil for one where nobody listens.
    ///   - connections: the most it serves at once.
    init(in folder: URL, upstream: UInt16? = nil, connections: Int = 64) async throws {
        let (port, status, upstream) = (try FreePort.find(), try FreePort.find(), try upstream ?? FreePort.find())
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(folder.path)/\($0);" }.joined(separator: "\n")
        configuration = folder.appending(path: "nginx.conf")
        try Data(
            """
            daemon off;
            worker_processes 1;
            pid \(folder.path)/nginx.pid;
            error_log \(folder.path)/error.log;
            events { worker_connections \(connections); }
            http {
                access_log \(folder.path)/access.log;
                \(temporary)
                server {
                    listen 127.0.0.1:\(port);
                    location /ok { return 200; }
                    location /broken { return 500; }
                    location /application { proxy_pass http://127.0.0.1:\(upstream); }
                }
                server {
                    listen 127.0.0.1:\(status);
                    location /stub_status { access_log off; stub_status; }
                }
            }
            """.utf8
        ).write(to: configuration)
        process = try ChildProcess(
            "/usr/bin/env", ["-u", "TZ", Self.program, "-c", configuration.path], in: folder,
            output: folder.appending(path: "nginx.out"))
        self.port = port
        self.status = status
        values = [
            "status": "localhost:\(status)", "configuration": configuration.path,
            "access-log": folder.path + "/access.log", "error-log": folder.path + "/error.log",
        ]
        try await process.waitUntilListening(at: status)
    }

    func ask(_ path: String, times: Int) throws {
        let address = "http://127.0.0.1:\(port)/\(path)?[1-\(times)]"
        try #require(try run("/usr/bin/curl", ["-s", "-o", "/dev/null", address]).status == 0)
    }

    func stop() { process.stop() }
}
