import Detection
import Index
package import Notes

/// What the notes say of an alert: the symptom it is about, what measures and shows it, and what to do; where no note
/// says that, what is like it.
///
/// Keys: `alert`, `reason` (`stated`, `linked`, `exported`, `measured`, or null where no note is about it), `note`, `path`,
/// `title`, `symptom`, `description`, `impact`, `urgency` (each or null), `parameters` (from the alert's labels), `commands`
/// (`address`, `language`, `text` with those values, `changes`: whether it changes something), `resolution` (markdown, or
/// null), `similar` (`path`, `symptom`: what measures the same metrics), `found` (as `kb search` answers).
package struct AlertContext: Sendable {
    package let object: JSONObject
    /// What measures the symptom, with the alert's labels as parameters.
    package let triage: Triage
}

extension KnowledgeBase {
    /// Gathers what the notes say of an alert.
    ///
    /// - Parameters:
    ///   - annotations: of the alert; `runbook_url` counts.
    ///   - expression: PromQL that made the alert.
    /// - Throws: `KnowledgeBaseError`, `IndexError`
    package func alertContext(
        _ name: String, labels: [String: String], annotations: [String: String], expression: String?,
        today: CalendarDate
    ) throws -> AlertContext {
        let directory = try alertDirectory(runbooks(nil))
        let known = directory.place(of: name, annotations: annotations, expression: expression)
        var object: JSONObject = ["alert": .text(name), "reason": .optional(known?.reason.rawValue)]
        guard let place = known?.place else {
            let similar = expression.map { directory.similar(to: $0) } ?? []
            let request = SearchRequest(AlertContext.words(of: name), limit: 5, today: today)
            let found = try ask { try $0.search(request) }.hits
            object = object.adding([
                ("similar", .list(similar.prefix(5).map { .object($0.object) })),
                ("found", .list(found.map { .object(SearchRow($0).object) })),
            ])
            return AlertContext(object: object, triage: Triage([]))
        }
        let values = directory.values(ofNoteAt: place.path, from: labels)
        let read = try self.note(at: place.path)
        let (loaded, _) = read.filled(values)
        let note = loaded.note
        let symptom = note.symptoms.first { $0.id == place.symptom }
        let commands = RunnableCommand.all(of: loaded).filter { symptom == nil || $0.symptom.id == symptom?.id }
        let resolution = symptom.flatMap { ChosenSections($0.resolutionAnchor, in: note) }
        object = object.adding([
            ("note", .text(note.id)), ("path", .text(note.path)), ("title", .text(note.title.full)),
            ("symptom", .optional(symptom?.id)), ("description", .optional(symptom?.description.full)),
            ("impact", .optional(symptom?.impact.full)), ("urgency", .optional(symptom?.urgency?.rawValue)),
            ("parameters", .texts(values)), ("commands", .list(commands.map { .object($0.object) })),
            ("resolution", .optional(resolution?.markdown(of: loaded.text))),
        ])
        let targets = read.note.detectionTargets(values).filter { symptom == nil || $0.symptom.id == symptom?.id }
        return AlertContext(object: object, triage: Triage(targets))
    }
}

extension AlertDirectory.Place {
    fileprivate var object: JSONObject { ["path": .text(path), "symptom": .optional(symptom)] }
}

extension RunnableCommand {
    fileprivate var object: JSONObject {
        [
            "address": .text(address), "language": .text(language), "text": .text(command.text),
            "changes": .flag(changes),
        ]
    }
}

extension AlertContext {
    /// `KafkaConsumerLagHigh` as a query of its words.
    package static func words(of name: String) -> String {
        var words = ""
        var previous: Character?
        for character in name.prefix(200) {
            if character.isUppercase, previous?.isLowercase == true { words.append(" ") }
            words.append(character.isLetter || character.isNumber ? character : " ")
            previous = character
        }
        return words
    }
}
