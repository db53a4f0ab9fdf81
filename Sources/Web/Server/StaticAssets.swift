import Foundation
import NIOCore

/// The style sheet, scripts and icons, read once, under names that hold a hash of what they are: they can be kept for
/// ever, and a new version has a new name.
struct StaticAssets: Sendable {
    struct Asset: Sendable {
        var type: String
        var body: ByteBuffer
        var gzip: ByteBuffer?
        var tag: String
    }

    private var assets: [String: Asset] = [:]
    private var addresses: [String: String] = [:]

    /// Reads our own folder, and of the system's scripts what pages use.
    ///
    /// - Throws: `WebError.noStaticFolder`
    init(folder: String, scriptsFolder: String) throws(WebError) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names.sorted() { add(name, file: folder + "/" + name) }
        guard addresses["kb.css"] != nil else { throw .noStaticFolder(path: folder) }
        add("vendor/highlight.js", file: scriptsFolder + "/highlight.js/highlight.min.js")
        add("vendor/katex.js", file: scriptsFolder + "/katex/katex.min.js")
    }

    /// All of them, by their hashed names.
    var all: [String: Asset] { assets }

    /// The address of an asset by its plain name; nil when it is not there.
    func address(_ name: String) -> String? { addresses[name] }

    /// The asset at a path below `/static/`, and whether the path holds its hash.
    func asset(at path: String) -> (asset: Asset, isHashed: Bool)? {
        if let asset = assets[path] { return (asset, true) }
        guard let address = addresses[path], let asset = assets[String(address.dropFirst("/static/".count))] else {
            return nil
        }
        return (asset, false)
    }

    private mutating func add(_ name: String, file: String) {
        guard let dot = name.lastIndex(of: "."), let type = Self.types[String(name[name.index(after: dot)...])],
            let data = FileManager.default.contents(atPath: file)
        else { return }
        let body = ByteBuffer(bytes: data)
        let hash = ContentHash.text(of: body)
        let hashed = name[..<dot] + "." + hash + name[dot...]
        let isText = type.hasPrefix("text/") || type.hasSuffix("json") || type.hasSuffix("svg+xml")
        assets[String(hashed)] = Asset(
            type: type, body: body, gzip: isText ? Gzip.compress(body, level: 9) : nil, tag: "\"\(hash)\"")
        addresses[name] = "/static/" + hashed
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "ico": "image/x-icon", "webmanifest": "application/manifest+json",
    ]
}
