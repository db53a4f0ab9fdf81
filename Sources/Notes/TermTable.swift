import Markdown

/// Reads the terms that a table names in both languages: in one cell, or in two columns of a glossary.
///
/// A slash between languages says it in any cell. Brackets hold units and remarks as often as names, so that most cells of
/// the column must have them, each another text. Columns are those of a glossary when their headers name languages or terms.
struct TermTable {
    let pairs: [TermPair]

    init(_ rows: [TableRow]) {
        guard let header = rows.first else {
            pairs = []
            return
        }
        let entries = rows.dropFirst()
        let besides = rows.flatMap(\.cells).filter(\.mayNameBoth).compactMap { TermPair(besides: BilingualText($0)) }
        let bracketed = header.cells.indices.flatMap { column in
            Self.bracketed(entries.map { column < $0.cells.count ? $0.cells[column] : "" })
        }
        pairs = besides + bracketed + Self.glossary(header, entries)
    }

    private static func bracketed(_ cells: [String]) -> [TermPair] {
        guard cells.contains(where: \.mayNameBoth) else { return [] }
        let pairs = cells.filter(\.mayNameBoth).compactMap { TermPair(bracketed: $0) }
        let filled = cells.count { !$0.allSatisfy(\.isWhitespace) }
        let areApart = Set(pairs.map(\.english)).count == pairs.count && Set(pairs.map(\.chinese)).count == pairs.count
        return areApart && pairs.count * 2 > filled ? pairs : []
    }

    // MARK: Glossaries

    /// Columns of a glossary that are paired with each other: one for each language and script, and one more.
    private static let mostColumns = 4
    /// Names of one language in a cell, such as `叢集、集群`.
    private static let mostNames = 4

    private static func glossary(_ header: TableRow, _ entries: ArraySlice<TableRow>) -> [TermPair] {
        let columns = header.cells.indices.filter { names.meaning(of: BilingualText(header.cells[$0])) != nil }
            .prefix(mostColumns)
        guard columns.count > 1 else { return [] }
        return entries.flatMap { row -> [TermPair] in
            let cells = columns.filter { $0 < row.cells.count }.map { row.cells[$0] }
            let english = cells.filter { !$0.hasHan }.flatMap(alternatives)
            let chinese = cells.filter(\.hasHan).flatMap(alternatives)
            return english.flatMap { name in chinese.compactMap { TermPair(name, $0) } }
        }
    }

    private static func alternatives(in cell: String) -> [Substring] {
        guard cell.utf8.count <= 400 else { return [] }
        return cell.split { ",;/，、；／".contains($0) }.prefix(mostNames).map { $0 }
    }

    private enum Column {
        case term
    }

    private static let names = BilingualNames<Column>([
        (
            .term,
            [
                "english", "en", "english term", "english name", "chinese", "zh", "zh-tw", "zh-cn", "zh-hant",
                "zh-hans",
                "traditional chinese", "simplified chinese", "chinese term", "chinese name", "term", "terms",
                "translation", "英文", "英語", "英语", "英文名稱", "英文名称", "英文術語", "英文术语", "中文", "繁體中文",
                "繁体中文", "正體中文", "简体中文", "簡體中文", "繁體", "简体", "簡體", "正體", "繁中", "簡中", "简中", "中文名稱", "中文名称",
                "中文術語", "中文术语", "術語", "术语", "用語", "用语", "名詞", "名词", "詞彙", "词汇", "譯名", "译名", "翻譯", "翻译",
                "中譯", "中译", "原文",
            ]
        )
    ])
}

extension String {
    /// Whether it may be two names, in both languages: no longer than such, and with Chinese characters.
    fileprivate var mayNameBoth: Bool { utf8.count <= 150 && hasHan }
}
