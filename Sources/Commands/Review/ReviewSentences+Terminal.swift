import Catalogue
import KnowledgeBase

extension ReviewSentences {
    /// The sentences as terminals show them: what notes and files say sends no control characters.
    init(words: Catalogue) {
        self.init { key, arguments in words.text(key, arguments.map { ControlCharacters.visible($0) }) }
    }
}
