import Mustache

/// The templates of all pages, compiled once.
struct Templates: Sendable {
    /// Text of each template by its name.
    static let sources: [(name: String, text: String)] = [
        ("layout", PackageResources.layout_mustache), ("text", PackageResources.text_mustache),
        ("switches", PackageResources.switches_mustache), ("symptom_row", PackageResources.symptom_row_mustache),
        ("symptom_line", PackageResources.symptom_line_mustache),
        ("note_item", PackageResources.note_item_mustache), ("badge", PackageResources.badge_mustache),
        ("hit", PackageResources.hit_mustache), ("home", PackageResources.home_mustache),
        ("note", PackageResources.note_mustache), ("choice", PackageResources.choice_mustache),
        ("search", PackageResources.search_mustache), ("symptoms", PackageResources.symptoms_mustache),
        ("list", PackageResources.list_mustache), ("error", PackageResources.error_mustache),
        ("login", PackageResources.login_mustache), ("parameters", PackageResources.parameters_mustache),
        ("run", PackageResources.run_mustache), ("run_confirm", PackageResources.run_confirm_mustache),
        ("drawing", PackageResources.drawing_mustache), ("surroundings", PackageResources.surroundings_mustache),
        ("graph", PackageResources.graph_mustache), ("wanted", PackageResources.wanted_mustache),
        ("preview", PackageResources.preview_mustache), ("keys", PackageResources.keys_mustache),
        ("reading", PackageResources.reading_mustache), ("alert_line", PackageResources.alert_line_mustache),
        ("triage_item", PackageResources.triage_item_mustache), ("triage", PackageResources.triage_mustache),
        ("alert_card", PackageResources.alert_card_mustache), ("ways", PackageResources.ways_mustache),
        ("strip", PackageResources.strip_mustache),
        ("firing", PackageResources.firing_mustache), ("alert", PackageResources.alert_mustache),
        ("ticks", PackageResources.ticks_mustache),
        ("review", PackageResources.review_mustache),
        ("review_item", PackageResources.review_item_mustache),
        ("review_card", PackageResources.review_card_mustache),
        ("review_done", PackageResources.review_done_mustache),
        ("review_condition", PackageResources.review_condition_mustache),
        ("review_stats", PackageResources.review_stats_mustache), ("bar_chart", PackageResources.bar_chart_mustache),
    ].map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }

    private let library: MustacheLibrary

    /// - Throws: `WebError.templateBroken`
    init() throws(WebError) {
        EscapedText.register()
        var library = MustacheLibrary()
        for (name, text) in Self.sources {
            do {
                // A partial stands inside a line: the line feed that ends its file is no part of it.
                let text = text.hasSuffix("\n") ? String(text.dropLast()) : text
                try library.register(EscapedText.pragma + text, named: name)
            } catch {
                throw .templateBroken(name: name, reason: "\(error)")
            }
        }
        self.library = library
    }

    /// The HTML of a page.
    func render(_ name: String, _ model: some Sendable) -> String {
        library.render(model, withTemplate: name) ?? ""
    }
}
