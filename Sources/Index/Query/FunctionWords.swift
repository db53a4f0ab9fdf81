import Notes

/// Words that make a sentence of a question and say nothing of what is looked for: `how do I` in `how do I restart kafka`,
/// 「如何」 in 「如何重啟 kafka」.
///
/// A note that holds them answers no better, one that lacks them no worse; only where the whole question stands in a note
/// as it was typed do they count, as in a title `What is GitOps`.
enum FunctionWords {
    /// A part of a term.
    struct Piece: Equatable {
        var text: String
        var isFunction: Bool
    }

    /// Whether an English word, folded, is one. Words that change the meaning, such as `not`, `without` and `after`, are none.
    static func contains(_ word: String) -> Bool { english.contains(Substring(word)) }

    /// A term that holds Chinese, cut where one of these begins or ends; what is left is cut between the scripts too. One
    /// piece where it holds none.
    static func pieces(of text: String) -> [Piece] {
        let scalars = Array(text.unicodeScalars)
        let folded = scalars.map { Unicode.Scalar(CharacterFolding.fold($0.value)) ?? $0 }
        var pieces: [(range: Range<Int>, isFunction: Bool)] = []
        var start = 0
        var position = 0
        while position < folded.count {
            guard let end = end(ofQuestionAt: position, in: folded) else {
                position += 1
                continue
            }
            if start < position { pieces.append((start..<position, false)) }
            pieces.append((position..<end, true))
            (start, position) = (end, end)
        }
        if pieces.isEmpty, !isAttribute(folded) {
            return [Piece(text: text, isFunction: alone.contains(where: { $0.elementsEqual(folded) }))]
        }
        if start < folded.count { pieces.append((start..<folded.count, false)) }
        return pieces.flatMap { piece in
            piece.isFunction ? [piece] : runs(in: folded, piece.range).map { ($0, isLoneHan(folded[$0])) }
        }.map { piece in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[piece.range])
            return Piece(text: String(view), isFunction: piece.isFunction)
        }
    }

    /// Whether a term goes on from the one before it: 「的生命週期」.
    private static func isAttribute(_ scalars: [Unicode.Scalar]) -> Bool { scalars.count > 2 && scalars[0] == "的" }

    /// A range cut where a Chinese character stands beside a letter or digit, and behind a first 「的」.
    private static func runs(in scalars: [Unicode.Scalar], _ range: Range<Int>) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = range.lowerBound
        for index in range.dropFirst()
        where isBoundary(scalars[index - 1], scalars[index]) || index == start + 1 && scalars[start] == "的" {
            runs.append(start..<index)
            start = index
        }
        return runs + [start..<range.upperBound]
    }

    private static func isBoundary(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
        func isWord(_ scalar: Unicode.Scalar) -> Bool {
            let kind = CharacterFolding.classify(scalar.value)
            return kind == .letter || kind == .digit
        }
        let (leftIsHan, rightIsHan) = (CharacterFolding.isHan(left.value), CharacterFolding.isHan(right.value))
        return leftIsHan && isWord(right) || rightIsHan && isWord(left)
    }

    /// One Chinese character between others is too little to look for: 「用」 of 「為什麼用 kafka」.
    private static func isLoneHan(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        scalars.count { CharacterFolding.isHan($0.value) } == 1
            && scalars.allSatisfy { ![.letter, .digit].contains(CharacterFolding.classify($0.value)) }
    }

    /// Where the question word ends that begins at a position, with the helping verbs behind it; nil where none does.
    private static func end(ofQuestionAt position: Int, in scalars: [Unicode.Scalar]) -> Int? {
        func longest(_ words: [[Unicode.Scalar]], at position: Int) -> Int? {
            words.filter { scalars[position...].starts(with: $0) }.map { position + $0.count }.max()
        }
        guard var end = longest(questions, at: position) else {
            let isLast = position == scalars.count - 1 || scalars[(position + 1)...].allSatisfy { isMark($0) }
            return isLast && position > 0 ? longest(endings, at: position) : nil
        }
        while let next = longest(helpers, at: end) { end = next }
        return end
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        ![.letter, .digit, .han].contains(CharacterFolding.classify(scalar.value))
    }

    private static let english = Set(
        """
        a about am an and any are as at be been being but by can could did do does doing for from had has have having \
        here how i if in into is it its let may me mean means might must my need needs of on or our please shall \
        should so some than that the their them then there these they this those to us use used using was we were what \
        when where which who whom whose why will with work works would you your
        """.split(separator: " "))

    private static let questions = words(
        """
        如何 怎麼 怎樣 怎麼樣 怎麼辦 怎麼回事 為什麼 為何 為啥 什麼 什麼是 什麼叫 什麼時候 是什麼 是什麼意思 什麼意思 請問 是否 能否 可否 哪裡 哪些 有哪些 哪個
        """)
    /// What may stand behind a question word.
    private static let helpers = words("會 要 能 該 才 我 我們 可以 應該 需要 一直 老是 去 用 使用 做")
    /// What may end a question.
    private static let endings = words("嗎 呢")
    /// What says nothing when it stands alone.
    private static let alone = words("會 的 是 嗎 呢 了 要 能 該 我 我們 可以 應該 需要 有 在 和 與 或 把 被 讓 使 時 請 用")

    private static func words(_ text: String) -> [[Unicode.Scalar]] {
        text.split(whereSeparator: \.isWhitespace).map { Array(CharacterFolding.fold($0).unicodeScalars) }
    }
}
