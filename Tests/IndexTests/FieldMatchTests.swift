import Testing

@testable import Index

@Suite("Terms stand side by side in a text")
struct FieldMatchTests {
    private func match(_ query: String, _ text: String) -> FieldMatch {
        var list = TokenList()
        let terms = query.split(separator: " ").compactMap { TermPattern(String($0)) }
        return FieldMatch(PatternSet(terms.map { [$0] }), in: text, using: &list)
    }

    @Test(
        "as its whole",
        arguments: [
            ("kafka lag", "Kafka lag"), ("发布 API", "发布 API"), ("API 閘道器", "API 閘道器"), ("錯誤處理", "錯誤處理"),
            ("持續 交付", "持續交付"), ("TLS 双向 认证", "TLS 双向认证"), ("磁 碟", "磁碟"), ("clusteroperatordown", "ClusterOperatorDown"),
            ("ClusterOperatorDown", "cluster operator down"), ("資料 (CD)", "資料 (CD)"),
        ])
    func whole(_ query: String, _ text: String) {
        let match = match(query, text)
        #expect(match.phrase == 0..<match.length)
    }

    @Test(
        "as a part of it",
        arguments: [
            ("kafka lag", "The Kafka lag grows"), ("发布 API", "先发布 API 再測試"), ("交付 流程", "持續交付流程圖"),
            ("operator", "ClusterOperatorDown"),
        ])
    func part(_ query: String, _ text: String) {
        let match = match(query, text)
        #expect(match.phrase != nil && match.phrase != 0..<match.length)
    }

    @Test(
        "or apart",
        arguments: [
            ("kafka lag", "lag of Kafka"), ("发布 API", "发布新的 API"), ("kafka lag", "Kafka"), ("API 閘道", "閘道 API"),
        ])
    func apart(_ query: String, _ text: String) {
        #expect(match(query, text).phrase == nil)
    }
}
