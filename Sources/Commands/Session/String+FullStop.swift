extension String {
    /// Without the full stops at its end, for a text that goes into a sentence of ours.
    var withoutFullStop: String {
        var text = self[...]
        while let last = text.last, last == "." || last == "。" { text.removeLast() }
        return String(text)
    }
}
