import Notes

/// A note that is to be written: the skeleton of a runbook in both languages.
struct NoteDraft {
    let title: String
    let today: CalendarDate
    var series: String?
    var chapter: String?
    var tags: [String] = []

    init(title: String, today: CalendarDate) {
        self.title = title.split(whereSeparator: \.isNewline).joined(separator: " ").trimmingSpaces()
        self.today = today
    }

    /// The id that title and chapter suggest: `18_kafka_patterns_operations`.
    var id: String {
        let source = BilingualText(title).english ?? title
        var words: [String] = [""]
        for scalar in source.lowercased().unicodeScalars {
            let isWord = scalar.isHan || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            if isWord { words[words.count - 1].unicodeScalars.append(scalar) } else { words.append("") }
        }
        let name = words.filter { !$0.isEmpty }.joined(separator: "_")
        return chapter.map { "\($0)_\(name)" } ?? name
    }

    /// Whether a name can be that of a file or folder on any system, and of a wikilink.
    static func isFileName(_ name: String) -> Bool {
        guard (1...120).contains(name.utf8.count), !name.hasPrefix("."), !name.hasPrefix("-") else { return false }
        return name.unicodeScalars.allSatisfy { scalar in
            !"/\\:*?\"<>|#[]^".unicodeScalars.contains(scalar) && scalar.value >= 0x20 && scalar.value != 0x7F
        }
    }

    /// The whole file.
    var markdown: String {
        """
        ---
        title: \(Self.quoted(title))
        note_type: knowledge
        tags: [\(tags.map { Self.quoted($0) }.joined(separator: ", "))]
        created: \(today)
        updated: \(today)
        status: draft
        \(optional("series", series))\(optional("chapter", chapter))review_interval_days: 14
        next_review: \(today.adding(days: 14))
        ---

        # \(title)

        ## Purpose / 目的

        ## Symptoms / 常見症狀

        | # | Symptom / 症狀 | Impact / 影響 | Urgency / 緊急度 |
        |---|----------------|---------------|------------------|
        | S1 | | | High |

        ## Diagnostic Steps / 診斷步驟

        1.

        ## Detection Commands / 偵測指令

        ### S1:

        ```bash
        ```

        ```promql
        ```

        ## Common Causes & Resolutions / 常見原因與解法

        ### S1:

        ## Prevention Checklist / 預防清單

        - [ ]

        ## Cross-references / 交叉引用

        ## References / 參考資料

        """
    }

    private func optional(_ key: String, _ value: String?) -> String {
        value.map { "\(key): \(Self.quoted($0))\n" } ?? ""
    }

    /// A double-quoted scalar of YAML.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\" + String(scalar)
            case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
                let digits = String(scalar.value, radix: 16, uppercase: true)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
