/// The languages of the interface and of bilingual text.
package enum Language: String, Sendable, CaseIterable, Codable {
    case english = "en"
    case chinese = "zh-Hant"
}
