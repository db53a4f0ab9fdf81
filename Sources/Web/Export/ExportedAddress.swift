import KnowledgeBase
import Notes

/// Where the page of an address is among the files of an exported site, and how pages there lead to each other.
enum ExportedAddress {
    /// The file of a page such as `/notes/ID`; safe on every file system, and never outside its folder.
    static func file(ofPage path: String) -> String {
        let parts = path.split(separator: "/").map { name(FormFields.decoded($0, plusIsSpace: false)) }
        return parts.isEmpty ? "index.html" : parts.joined(separator: "/") + ".html"
    }

    /// Bytes of a name, with room for an ending in the 255 that file systems allow.
    private static let longest = 200

    private static func name(_ part: String) -> String {
        var name = ""
        for scalar in part.unicodeScalars {
            let isUnsafe = scalar.value < 0x20 || scalar.value == 0x7F || "/\\:*?\"<>|%".unicodeScalars.contains(scalar)
            name += isUnsafe ? String(Character(scalar)).percentEncoded() : String(Character(scalar))
        }
        if name.hasPrefix(".") { name = "%2E" + name.dropFirst() }
        guard name.utf8.count > longest else { return name }
        return String(decoding: name.utf8.prefix(longest - 16), as: UTF8.self) + String(FNV1a.hash(name), radix: 36)
    }

    /// A relative link from one file to another.
    static func link(from file: String, to other: String) -> String {
        let up = String(repeating: "../", count: file.split(separator: "/").count - 1)
        return up + other.percentEncoded(keeping: "/")
    }
}
