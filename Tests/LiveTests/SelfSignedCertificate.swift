import Foundation
import Testing

/// A certificate and its key, made by openssl.
enum SelfSignedCertificate {
    /// - Parameter days: until its end; negative for one that has ended.
    static func make(
        in folder: URL, name: String = "localhost", days: Int = 60, as file: String = "certificate"
    ) throws {
        let request = [
            "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
            file == "certificate" ? "key.pem" : "\(file)-key.pem", "-out", "request.pem", "-subj", "/CN=\(name)",
            "-addext", "subjectAltName=DNS:\(name)",
        ]
        let certificate = [
            "x509", "-req", "-in", "request.pem", "-signkey",
            file == "certificate" ? "key.pem" : "\(file)-key.pem", "-days", "\(days)", "-copy_extensions", "copy",
            "-out", "\(file).pem",
        ]
        for words in [request, certificate] {
            let (status, said) = try run("/usr/bin/openssl", words, in: folder)
            try #require(status == 0, "\(said)")
        }
    }
}
