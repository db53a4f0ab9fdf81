import Foundation
import Notes
import Testing

@testable import Live

@Suite("Where Prometheus is")
struct PrometheusSettingsTests {
    @Test("the flag wins over the environment, and slashes at the end do not matter")
    func address() throws {
        let environment = ["KB_PROMETHEUS_URL": "http://10.0.0.1:9090/"]
        #expect(try PrometheusSettings(flag: nil, environment: environment).address == "http://10.0.0.1:9090")
        let flag = try PrometheusSettings(flag: "HTTPS://prometheus.example.com/a/b//", environment: environment)
        #expect(flag.address == "https://prometheus.example.com/a/b")
        #expect(try PrometheusSettings(flag: "http://[::1]:9090", environment: [:]).address == "http://[::1]:9090")
    }

    @Test("credentials in the address stay out of it")
    func credentials() throws {
        let settings = try PrometheusSettings(flag: "http://ops:secret@127.0.0.1:9090", environment: [:])
        #expect(settings.address == "http://127.0.0.1:9090")
    }

    @Test(
        "what the environment holds to sign in goes to no other server than the one it names",
        arguments: [
            ("https://prometheus.example", true), ("https://Prometheus.example:443/prefix", true),
            ("http://prometheus.example", false), ("https://prometheus.example:9090", false),
            ("https://evil.example", false), ("https://prometheus.example.evil.example", false),
            ("https://prometheus.example@evil.example", false),
        ])
    func origin(flag: String, isSignedIn: Bool) throws {
        let url = ["KB_PROMETHEUS_URL": "https://prometheus.example/"]
        let token = url.merging(["KB_PROMETHEUS_TOKEN": "t0ken"]) { $1 }
        let sent = try PrometheusSettings(flag: flag, environment: token).authorization
        #expect(sent == (isSignedIn ? "Bearer t0ken" : flag.contains("@") ? Self.basic("prometheus.example:") : nil))
        let user = url.merging(["KB_PROMETHEUS_USER": "u", "KB_PROMETHEUS_PASSWORD": "p4ss"]) { $1 }
        let given = try PrometheusSettings(flag: flag, environment: user).authorization
        #expect(
            given == (isSignedIn ? Self.basic("u:p4ss") : flag.contains("@") ? Self.basic("prometheus.example:") : nil))
    }

    @Test(
        "an address signs in with what stands in it; where the environment names no server, its token is for the one given"
    )
    func ownCredentials() throws {
        let elsewhere = ["KB_PROMETHEUS_URL": "http://127.0.0.1:9090", "KB_PROMETHEUS_TOKEN": "t0ken"]
        let own = try PrometheusSettings(flag: "http://ops:secret@10.0.0.1:9090", environment: elsewhere)
        #expect(own.authorization == Self.basic("ops:secret"))
        let only = try PrometheusSettings(flag: "http://10.0.0.1:9090", environment: ["KB_PROMETHEUS_TOKEN": "t0ken"])
        #expect(only.authorization == "Bearer t0ken")
    }

    private static func basic(_ text: String) -> String { "Basic " + Data(text.utf8).base64EncodedString() }

    @Test(
        "what is no address is refused with a sentence that does not repeat it",
        arguments: ["localhost:9090", "ftp://x", "http://", "/api", "http://a/?q=1", "http://a/#b", "http://s3cret@ x"])
    func refused(text: String) {
        #expect(throws: PrometheusSettingsError.unusableAddress) {
            try PrometheusSettings(flag: text, environment: [:])
        }
        #expect(!PrometheusSettingsError.unusableAddress.description.contains("s3cret"))
    }

    @Test("no address, two kinds of credentials, a token of two lines, a missing file: each is told")
    func errors() {
        func error(_ environment: [String: String]) -> PrometheusSettingsError? {
            do throws(PrometheusSettingsError) {
                _ = try PrometheusSettings(flag: nil, environment: environment)
                return nil
            } catch { return error }
        }
        let url = ["KB_PROMETHEUS_URL": "http://127.0.0.1:9090"]
        #expect(error([:]) == .noAddress)
        #expect(error(["KB_PROMETHEUS_URL": ""]) == .noAddress)
        let both = url.merging(["KB_PROMETHEUS_TOKEN": "t", "KB_PROMETHEUS_USER": "u"]) { $1 }
        #expect(error(both) == .twoCredentials)
        #expect(error(url.merging(["KB_PROMETHEUS_TOKEN": "t\r\nX: y"]) { $1 }) == .unusableToken)
        #expect(
            error(url.merging(["KB_PROMETHEUS_CA_FILE": "/nowhere/ca.pem"]) { $1 })
                == .unreadableAuthorities(path: "/nowhere/ca.pem"))
    }
}
