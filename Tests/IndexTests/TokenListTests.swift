import Fixtures
import Testing

@testable import Index

/// The tokens of a text; those of one position joined by `=`.
private func tokens(_ text: String) -> String {
    let list = TokenList(text)
    var output = ""
    for token in list.tokens {
        output += (output.isEmpty ? "" : token.isColocated ? "=" : " ") + list.text(of: token)
    }
    return output
}

@Suite("Text is cut into tokens")
struct TokenListTests {
    @Test(
        "words are folded",
        arguments: [
            ("Hello, World!", "hello world"), ("", ""), (" \n\t ", ""), ("> < | # **", ""),
            ("\u{11}a\u{1}b\u{19}", "a b"),
            ("café Ångström", "cafe angstrom"),
            ("cafe\u{301}", "cafe"), ("ＦＵＬＬ　Ｗｉｄｔｈ１２", "full width12"), ("10K 5min", "10k 5min"), ("Straße", "straße"),
            ("e\u{200D}x", "ex"), ("\u{FEFF}bom", "bom"), ("a😀b", "a b"), ("C++ C#", "c c"),
        ])
    func words(_ text: String, _ wanted: String) {
        #expect(tokens(text) == wanted)
    }

    @Test(
        "identifiers stand by their parts and, at the first of them, as a whole",
        arguments: [
            ("max.poll.interval.ms", "max=maxpollintervalms poll interval ms"),
            ("kafka-consumer-groups.sh", "kafka=kafkaconsumergroupssh consumer groups sh"),
            ("UnderReplicatedPartitions", "under=underreplicatedpartitions replicated partitions"),
            ("maxPollInterval", "max=maxpollinterval poll interval"),
            ("HTTPServer", "http=httpserver server"),
            ("parseJSON", "parse=parsejson json"),
            ("snake_case_name", "snake=snakecasename case name"),
            ("KIP-405", "kip=kip405 405"),
            ("p99Latency", "p99=p99latency latency"),
            (
                "CollectorHigh403ForbiddenResponseRate",
                "collector=collectorhigh403forbiddenresponserate high403 forbidden response rate"
            ),
            ("getUtf8Bytes", "get=getutf8bytes utf8 bytes"),
            ("OAuth2Client", "o=oauth2client auth2 client"),
            ("S3Bucket", "s3=s3bucket bucket"),
            ("404NotFound", "404=404notfound not found"),
            ("server.ReplicaManager", "server=serverreplicamanager replica=replicamanager manager"),
            ("don't", "don=dont t"),
            ("don’t", "don=dont t"),
            ("192.168.0.1", "192 168 0 1"),
            ("v1.2.3", "v1=v123 2 3"),
            ("a..b", "a b"),
            ("--flag", "flag"),
            ("end. Next", "end next"),
            ("_private_", "private"),
            ("iOS", "i=ios os"),
            ("ABC", "abc"),
            ("x-", "x"),
        ])
    func identifiers(_ text: String, _ wanted: String) {
        #expect(tokens(text) == wanted)
    }

    @Test(
        "runs of letters and digits are one word",
        arguments: [
            "S3", "K8S", "IPV4", "T1W", "G1GC", "512Mi", "2Gi", "10Kb", "A1B2C3D4E5F60718", "20260301T100000Z", "1A",
        ])
    func runs(_ text: String) {
        #expect(tokens(text) == text.lowercased())
    }

    @Test(
        "Chinese and Japanese become pairs and a last character",
        arguments: [
            ("攀升", "攀升 升"), ("鎖", "锁"), ("副作用", "副作 作用 用"), ("重複", "重复 复"), ("磁碟，已滿", "磁碟 碟 已满 满"),
            ("ストリーム", "スト トリ リー ーム ム"), ("日本語です", "日本 本语 语で です す"), ("人々", "人々 々"),
            ("𠮷野家", "𠮷野 野家 家"),
        ])
    func pairs(_ text: String, _ wanted: String) {
        #expect(tokens(text) == wanted)
    }

    @Test(
        "a run of one script ends where another begins",
        arguments: [
            ("Consumer lag持續攀升", "consumer lag 持续 续攀 攀升 升"), ("Rust程式2號", "rust 程式 式 2 号"), ("有3個", "有 3 个"),
            ("磁碟I/O瓶頸", "磁碟 碟 i o 瓶颈 颈"), ("中a文", "中 a 文"),
        ])
    func mixed(_ text: String, _ wanted: String) {
        #expect(tokens(text) == wanted)
    }

    @Test("Hangul and other scripts are words")
    func otherScripts() {
        #expect(tokens("한국어 문서") == "한국어 문서")
        #expect(tokens("Привет МИР") == "привет мир")
    }

    @Test(
        "a word that ends where an identifier could go on is one word",
        arguments: [
            ("end. Next", "end next"), ("end.", "end"), ("end.\n", "end"), ("a-", "a"), ("e\u{301}a", "ea"),
            ("ate\u{301}", "ate"), ("word漢", "word 汉"), ("end.é", "end=ende e"), ("end.中", "end 中"), ("A", "a"),
            ("Ab1C", "ab1c"), ("x_ y", "x y"), ("it's", "it=its s"), ("a..b", "a b"), ("9a", "9a"),
        ])
    func endOfWord(_ text: String, _ wanted: String) {
        #expect(tokens(text) == wanted)
    }

    @Test("a text whose letters grow when they are folded has room for all of them")
    func growth() {
        let growing = (UInt32(0x80)...0xFFFF).compactMap { Unicode.Scalar($0) }.filter { scalar in
            let folded = Unicode.Scalar(CharacterFolding.fold(scalar.value)) ?? scalar
            return UTF8.width(folded) > UTF8.width(scalar)
        }
        #expect(growing.contains("Ⱥ"))
        for scalar in growing {
            let text = String(repeating: String(Character(scalar)), count: 16)
            #expect(TokenList(text).bytes.count > text.utf8.count)
        }
    }

    @Test("a word counts with its first sixty-four bytes, an identifier as a whole with ninety-six")
    func long() {
        #expect(tokens(String(repeating: "a", count: 1_000)) == String(repeating: "a", count: 64))
        let parts = Array(repeating: "part", count: 30)
        #expect(tokens(parts.joined(separator: ".")) == parts.joined(separator: " "))
    }

    @Test(
        "bytes that are no UTF-8 separate words",
        arguments: [
            ([0x61, 0xFF, 0x62], "a b"), ([0x61, 0xC3], "a"), ([0xE7, 0xA3], ""), ([0xE7, 0xA3, 0x61], "a"),
            ([0x61, 0xC0, 0xAF, 0x62], "a b"), ([0xED, 0xA0, 0x80, 0x61], "a"), ([0xF4, 0x90, 0x80, 0x80], ""),
            ([0xE7, 0xA3, 0x81, 0x80, 0xE7, 0xA2, 0x9F], "磁 碟"), ([0xF0, 0x9F, 0x98], ""), ([0x80, 0x80], ""),
        ] as [([UInt8], String)])
    func broken(_ bytes: [UInt8], _ wanted: String) {
        var list = TokenList()
        list.tokenize(bytes.span)
        #expect(list.tokens.map { list.text(of: $0) }.joined(separator: " ") == wanted)
    }

    @Test("each token knows the bytes of the text that it covers")
    func sources() {
        let text = "Café 磁碟I max.pollTime e\u{301}"
        let list = TokenList(text)
        let bytes = Array(text.utf8)
        let covered = list.tokens.map { String(decoding: bytes[$0.source], as: UTF8.self) }
        #expect(covered == ["Café", "磁碟", "碟", "I", "max", "max.pollTime", "poll", "pollTime", "Time", "e\u{301}"])
    }

    @Test("a list is used again without a trace of the text before")
    func reuse() {
        var list = TokenList("something longer.than_this 磁碟")
        list.tokenize("a".utf8.span)
        #expect(list.tokens.count == 1)
        #expect(list.bytes == Array("a".utf8))
        list.tokenize("".utf8.span)
        #expect(list.tokens.isEmpty)
    }
}

@Suite("Any bytes can be cut into tokens")
struct TokenListFuzzTests {
    private static let pieces: [[UInt8]] = [
        Array("a".utf8), Array("Z".utf8), Array("9".utf8), Array(".".utf8), Array("-".utf8), Array("_".utf8),
        Array("'".utf8),
        Array("’".utf8), Array("磁".utf8), Array("𠮷".utf8), Array("カ".utf8), Array("ﾞ".utf8), Array("\u{301}".utf8),
        Array("\u{FE0F}".utf8), Array("한".utf8), Array("Ａ".utf8), Array(" ".utf8), Array("😀".utf8), Array("İ".utf8),
        Array("ß".utf8),
        [0x80], [0xC3], [0xE7, 0xA3], [0xF0, 0x9F], [0xFF], [0], [0xED, 0xA0, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
    ]

    @Test("tokens stand in order, inside the text, between whole characters", arguments: 0..<8)
    func bytes(seed: Int) {
        var random = SeededGenerator(seed: seed)
        var list = TokenList()
        var bytes: [UInt8] = []
        for round in 0..<(fuzzCount(16_000) / 8) {
            bytes.removeAll(keepingCapacity: true)
            for _ in 0..<Int.random(in: 0...24, using: &random) {
                if round.isMultiple(of: 3) {
                    bytes.append(UInt8.random(in: 0...255, using: &random))
                } else {
                    bytes += Self.pieces[Int.random(in: Self.pieces.indices, using: &random)]
                }
            }
            list.tokenize(bytes.span)
            guard let fault = fault(of: list, in: bytes) else { continue }
            Issue.record("\(fault): \(bytes)")
            return
        }
    }

    /// What is wrong with the tokens of a text; nil when nothing is.
    private func fault(of list: TokenList, in bytes: [UInt8]) -> String? {
        var start = 0
        var position = 0..<0
        for (index, token) in list.tokens.enumerated() {
            if token.source.isEmpty || token.source.upperBound > bytes.count { return "the source is outside the text" }
            if token.folded.isEmpty || token.folded.upperBound > list.bytes.count { return "the token is empty" }
            if token.source.lowerBound < start { return "the order is wrong" }
            if token.isColocated, index == 0 || token.source.lowerBound != position.lowerBound {
                return "it is beside none"
            }
            start = token.source.lowerBound
            if !token.isColocated { position = token.source }
            if String(validating: list.bytes[token.folded], as: UTF8.self) == nil { return "the folded text is broken" }
            if bytes[token.source.lowerBound] & 0xC0 == 0x80 { return "a character is cut at its beginning" }
            if token.source.upperBound < bytes.count, bytes[token.source.upperBound] & 0xC0 == 0x80,
                String(validating: bytes[token.source], as: UTF8.self) == nil
            {
                return "a character is cut at its end"
            }
        }
        return nil
    }

    @Test(
        "a megabyte of one kind is cut in one go",
        arguments: ["a", "aB", "磁", ".", "a.", "\u{301}", "a\u{301}", "'", "Ａ"])
    func floods(_ piece: String) {
        let list = TokenList(String(repeating: piece, count: 300_000))
        #expect(list.tokens.count <= 600_001)
    }
}
