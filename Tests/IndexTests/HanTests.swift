import Testing

@testable import Index

private func folded(_ text: String) -> String { CharacterFolding.fold(text) }

extension HanVocabulary {
    /// What a whole run of folded text is called elsewhere: words of the other region first, then translations.
    fileprivate func equivalents(of folded: String) -> [String] {
        let text = folded.unicodeScalars.map(\.value)
        return matches(in: text).filter { $0.range == text.indices }.flatMap(\.alternatives)
    }
}

/// Every value below the end of Unicode, surrogates included, and values far beyond it.
private var values: [UInt32] { Array(0...0x11_0000) + [0x20_0000, 0x7FFF_FFFF, 0xFFFF_FFFE, .max] }

@Suite("Characters are folded")
struct CharacterFoldingTests {
    @Test(
        "ideographs of both scripts and their variants meet in the simplified one",
        arguments: [
            "体體", "里裡裏", "台臺檯颱枱", "为為爲", "说說説", "着著", "面麵麪", "复複復覆", "线線綫", "户戶戸", "账賬帳帐",
            "群羣", "发發髮発", "启啟啓", "卫衛衞", "众眾衆", "床牀", "粘黏", "干乾幹", "后後", "么麼麽", "余餘馀", "对對対",
            "关關関", "图圖図", "实實実", "秘祕", "证證証", "并並併竝", "只隻衹祇", "沈瀋沉",
        ])
    func ideographs(_ family: String) {
        let forms = Set(folded(family))
        #expect(forms.count == 1, "\(family) becomes \(forms)")
    }

    @Test(
        "a sentence in Traditional Chinese becomes the one in Simplified Chinese",
        arguments: [
            ("消費者的延遲持續攀升", "消费者的延迟持续攀升"), ("檢查磁碟與記憶體", "检查磁碟与记忆体"), ("裡面說著為什麼", "里面说着为什么"),
            ("復原備份後重新啟動", "复原备份后重新启动"), ("連線逾時與憑證過期", "连线逾时与凭证过期"),
        ])
    func sentences(_ traditional: String, _ simplified: String) {
        #expect(folded(traditional) == simplified)
        #expect(folded(simplified) == simplified)
    }

    @Test(
        "words that only look alike stay apart",
        arguments: [("己", "已"), ("未", "末"), ("予", "豫"), ("缶", "罐"), ("土", "士"), ("日", "曰"), ("欠", "缺")])
    func apart(_ one: String, _ other: String) {
        #expect(folded(one) != folded(other))
    }

    @Test("compatibility ideographs and radicals become the ideograph they stand for, and its simplified form")
    func compatibility() {
        #expect(folded("\u{F902}\u{F90A}\u{F914}") == "车金乐")
        #expect(folded("\u{2F00}\u{2FAB}\u{2FD5}") == "一隹龠")
        #expect(folded("\u{2F800}\u{2FA1D}") == "丽\u{2A600}")
    }

    @Test("ASCII stays as it is, but for upper case")
    func ascii() {
        for value in UInt32(0)..<0x80 {
            let isUpper = (0x41...0x5A).contains(value)
            #expect(CharacterFolding.fold(value) == (isUpper ? value + 0x20 : value))
        }
        #expect(folded("max.poll.interval.ms=300000 KIP-405") == "max.poll.interval.ms=300000 kip-405")
    }

    @Test(
        "full width becomes half width",
        arguments: [("ＡＢＣｘｙｚ", "abcxyz"), ("０１２３９", "01239"), ("Ｓ３：ＬＡＧ　＞１０Ｋ", "s3:lag >10k"), ("（！～）", "(!~)")])
    func width(_ full: String, _ half: String) {
        #expect(folded(full) == half)
    }

    @Test(
        "case and diacritics fall away, composed or not",
        arguments: [
            ("Éclair", "eclair"), ("e\u{301}clair", "eclair"), ("Über", "uber"), ("Łódź", "lodz"),
            ("Việt Nam", "viet nam"),
            ("ĐƯỜNG", "duong"), ("Ångström", "angstrom"), ("\u{212B}", "a"), ("ŞİŞLİ", "sisli"), ("Øre", "ore"),
            ("Άλφα", "αλφα"),
            ("ΛΌΓΟΣ", "λογοσ"), ("λόγος", "λογοσ"), ("Ёлка", "елка"), ("ЖУРНАЛ", "журнал"), ("ẞ", "ß"),
            ("Kelvin: \u{212A}", "kelvin: k"),
        ])
    func alphabets(_ text: String, _ expected: String) {
        #expect(folded(text) == expected)
    }

    @Test("folding twice is folding once, for every value, and keeps the class")
    func idempotence() {
        let changing = values.filter { value in
            let (once, kind) = CharacterFolding.lookup(value)
            let (twice, kindOfFolded) = CharacterFolding.lookup(once)
            return once != twice || kind != kindOfFolded
        }
        #expect(changing.map { String($0, radix: 16) } == [])
    }

    @Test("a scalar becomes a scalar, and anything else stays what it is")
    func scalars() {
        let wrong = values.filter { value in
            let folded = CharacterFolding.fold(value)
            return Unicode.Scalar(value) == nil ? folded != value : Unicode.Scalar(folded) == nil
        }
        #expect(wrong == [])
        #expect(CharacterFolding.classify(0xD800) == .other)
        #expect(CharacterFolding.classify(.max) == .other)
    }
}

@Suite("Characters are classified")
struct CharacterClassTests {
    @Test(
        "each character has the class a tokenizer needs",
        arguments: [
            ("aZéßΩжẞאกक", CharacterClass.letter), ("09０٣", .digit), ("一龥㐀𠀀々〇⼀\u{F900}\u{2F800}\u{30000}", .han),
            ("あンーヽｶ", .kana),
            ("한ㄱᄀ", .hangul), ("\u{301}\u{FE0F}\u{AD}\u{200D}\u{E0100}", .mark),
            (" \n._-/、。「」／　：・→😀²×\u{200B}\u{FFFF}", .other),
        ])
    func classes(_ characters: String, _ expected: CharacterClass) {
        for scalar in characters.unicodeScalars {
            #expect(
                CharacterFolding.classify(scalar.value) == expected, "\(scalar) U+\(String(scalar.value, radix: 16))")
        }
    }

    @Test("letters and digits of the alphabets are those of the general category")
    func generalCategory() {
        let wrong = (Array(0x80...0x52F) + Array(0x1E00...0x1EFF) as [UInt32]).filter { value in
            guard let category = Unicode.Scalar(value)?.properties.generalCategory else { return false }
            if category == .unassigned || category == .nonspacingMark { return false }
            return (CharacterClass(category) == .letter) != (CharacterFolding.classify(value) == .letter)
        }
        #expect(wrong.map { String($0, radix: 16) } == [])
    }

    @Test("every ideograph of every block is Han")
    func ideographs() {
        let wrong = (UInt32(0)...0x10_FFFF).filter { value in
            guard let properties = Unicode.Scalar(value)?.properties else { return false }
            return properties.isUnifiedIdeograph && !CharacterFolding.isHan(value)
        }
        #expect(wrong == [])
    }

    @Test("the runs of the table ascend and do not overlap")
    func runs() {
        let ranges = CharacterClass.runs.map(\.0)
        for (earlier, later) in zip(ranges, ranges.dropFirst()) {
            #expect(earlier.upperBound < later.lowerBound)
        }
    }
}

@Suite("Words of both regions and both languages are known")
struct HanVocabularyTests {
    private let vocabulary = HanVocabulary.standard

    @Test(
        "a word leads to the other region's word, in either direction",
        arguments: [
            ("磁碟", "磁盘"), ("叢集", "集群"), ("預設", "默认"), ("軟體", "软件"), ("記憶體", "内存"), ("執行緒", "线程"), ("網路", "网络"),
            ("伺服器", "服务器"), ("資料庫", "数据库"), ("佇列", "队列"), ("快取", "缓存"), ("連線", "连接"), ("憑證", "证书"),
            ("程式", "程序"), ("變數", "变量"), ("函式", "函数"), ("物件", "对象"), ("介面", "接口"), ("迴圈", "循环"), ("陣列", "数组"),
            ("字串", "字符串"), ("使用者", "用户"), ("檔案", "文件"), ("資料夾", "文件夹"), ("設定", "配置"), ("映像檔", "镜像"),
            ("負載平衡", "负载均衡"), ("逾時", "超时"), ("重新啟動", "重启"), ("還原", "恢复"), ("權杖", "令牌"), ("閘道", "网关"),
            ("執行個體", "实例"), ("訊息", "消息"), ("分割區", "分区"), ("斷路器", "熔断器"), ("雜湊", "哈希"), ("交易", "事务"),
        ])
    func regions(_ taiwan: String, _ mainland: String) {
        #expect(regional(taiwan).contains(folded(mainland)))
        #expect(regional(mainland).contains(folded(taiwan)))
    }

    @Test(
        "an English term leads to its Chinese ones and back",
        arguments: [
            ("cluster", "叢集"), ("cluster", "集群"), ("cache", "快取"), ("disk", "磁碟"), ("memory", "内存"), ("queue", "佇列"),
            ("thread", "執行緒"), ("deadlock", "死鎖"), ("replica", "副本"), ("certificate", "憑證"), ("timeout", "逾時"),
            ("retry", "重試"),
            ("load balancing", "負載平衡"), ("circuit breaker", "斷路器"), ("rate limiting", "限流"), ("idempotence", "冪等"),
            ("observability", "可觀測性"), ("container", "容器"), ("node", "節點"), ("scalability", "可擴展性"),
            ("service mesh", "服務網格"), ("api gateway", "API 閘道"), ("consumer lag", "消費延遲"), ("ownership", "所有權"),
        ])
    func languages(_ english: String, _ chinese: String) {
        #expect(vocabulary.equivalents(of: english).contains(folded(chinese)))
        #expect(vocabulary.equivalents(of: folded(chinese)).contains(english))
    }

    @Test("words of the other region come before translations, each once, and never the word itself")
    func order() {
        let found = vocabulary.equivalents(of: folded("叢集"))
        #expect(found.first == "集群")
        #expect(found.contains("cluster"))
        #expect(!found.contains("丛集"))
        #expect(Set(found).count == found.count)
    }

    @Test("in a run of ideographs the longest known words are found where they stand")
    func longest() {
        let text = folded("檢查消費者群組的記憶體洩漏")
        let words = matches(in: text).filter { $0.kind == .regional }.map { slice(text, $0.range) }
        #expect(words == ["消费者群组", "记忆体泄漏"])
    }

    @Test("a word inside a longer one found before it is not found again")
    func inside() {
        let text = folded("資料庫連線")
        let found = matches(in: text).map { slice(text, $0.range) }
        #expect(found.contains("资料库"))
        #expect(!found.contains("资料"))
    }

    @Test(
        "English words are found as whole words, in the plural and with hyphens too",
        arguments: [
            ("kafka clusters", ["cluster"]), ("caches", ["cache"]), ("load-balancing", ["load balancing"]),
            ("out_of_memory error", ["out of memory", "error"]), ("subclustering", []), ("clusterx", []),
            ("kafka叢集", ["叢集"]),
            ("indexes", ["index"]), ("node1", []),
        ])
    func english(_ text: String, _ expected: [String]) {
        let found = matches(in: folded(text)).filter { $0.kind == .translation }
        #expect(found.count == expected.count)
        for (match, word) in zip(found, expected) {
            #expect(Set(match.alternatives).isSubset(of: Set(vocabulary.equivalents(of: folded(word)))))
        }
    }

    @Test("what is unknown has no equivalents", arguments: ["", " ", "攀升", "zookeeperish", "\u{10FFFF}", ",", ";"])
    func unknown(_ word: String) {
        #expect(vocabulary.equivalents(of: word) == [])
        #expect(matches(in: word) == [])
    }

    @Test("any values can be searched, in text of any length")
    func hostile() {
        #expect(vocabulary.matches(in: [0xD800, 0xFFFF_FFFF, 0x11_0000, 0, 0x73, 0x65, 0x73]) == [])
        let word = folded("負載平衡").unicodeScalars.map(\.value)
        let long = Array(repeatElement(word, count: 10_000).joined())
        #expect(vocabulary.matches(in: long).filter { $0.kind == .regional }.count == 10_000)
        #expect(vocabulary.matches(in: Array(repeating: 0x73, count: 100_000)) == [])
    }

    @Test("the tables are in folded form, and large enough to be of use")
    func tables() {
        let both = HanVocabulary.regional + HanVocabulary.translations
        #expect(folded(both) == both)
        let kinds = vocabulary.groups.map(\.kind)
        #expect(kinds.filter { $0 == .regional }.count >= 350)
        #expect(kinds.filter { $0 == .translation }.count >= 250)
        #expect(vocabulary.groups.allSatisfy { $0.words.count > 1 })
    }

    @Test(
        "a text that is no table is read as far as it goes",
        arguments: ["", ";", ",,;;", "a", "a,b", "a,", "\n;\n", "a,b;c"])
    func malformed(_ text: String) {
        let odd = HanVocabulary(regional: text, translations: text)
        #expect(odd.equivalents(of: "x") == [])
        #expect(odd.equivalents(of: "a").allSatisfy { $0 == "b" })
    }

    private func regional(_ word: String) -> [String] {
        let text = folded(word)
        return matches(in: text)
            .filter { $0.kind == .regional && $0.range == 0..<text.unicodeScalars.count }
            .flatMap(\.alternatives)
    }

    private func matches(in text: String) -> [HanVocabulary.Match] {
        vocabulary.matches(in: text.unicodeScalars.map(\.value))
    }

    private func slice(_ text: String, _ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(Array(text.unicodeScalars)[range]))
    }
}
