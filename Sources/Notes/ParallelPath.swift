/// Notes that say the same in several languages, known by their paths: `en/cache.md` and `zh-tw/cache.md`, or
/// `cache.en.md` and `cache.zh.md`.
package struct ParallelPath: Sendable, Equatable {
    /// The path with its language left open; equal for notes that are parallel.
    package let key: String
    /// The language as the path names it: `zh-tw`.
    package let language: String

    /// Whether the path names the Chinese of Taiwan or Hong Kong.
    package var isTraditionalChinese: Bool { Self.traditionalChinese.contains(language) }

    private static let traditionalChinese: Set<String> = ["zh-tw", "zh_tw", "zh-hk", "zh-hant", "cht", "tw"]

    /// Nil when the path names no language.
    package init?(_ path: String) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if let index = parts.dropLast().firstIndex(where: { Self.languages.contains($0.lowercased()) }) {
            language = parts[index].lowercased()
            parts[index] = "*"
            key = parts.joined(separator: "/")
            return
        }
        // `cache.zh-TW.md`
        guard let name = parts.last else { return nil }
        let pieces = name.split(separator: ".", omittingEmptySubsequences: false)
        guard pieces.count >= 3, Self.languages.contains(pieces[pieces.count - 2].lowercased()) else { return nil }
        language = pieces[pieces.count - 2].lowercased()
        parts[parts.count - 1] = pieces.dropLast(2).joined(separator: ".") + ".*." + (pieces.last ?? "")
        key = parts.joined(separator: "/")
    }

    private static let languages: Set<String> = [
        "en", "en-us", "en-gb", "zh", "zh-tw", "zh-cn", "zh-hk", "zh-hant", "zh-hans", "zh_tw", "zh_cn", "cht", "chs",
        "tw", "cn", "ja", "ko", "de", "fr", "es", "pt", "pt-br", "it", "ru", "vi",
    ]
}
