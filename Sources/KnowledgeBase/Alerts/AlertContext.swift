package import Detection
import Index
package import Notes

/// What the notes say of an alert: the symptom it is about, what measures and shows it, and what to do; where no note
/// says that, what is like it.
///
/// Keys, all of them always present: `alert`, `reason` (`stated`, `linked`, `exported`, `measured`, or null where no note is
/// about it), `note`, `path`, `title`, `symptom`, `description`, `impact`, `urgency`, `resolution` (markdown; each or null),
/// `parameters` (from the alert's labels), `commands` (`address`, `language`, `text` with those values that are not
/// refused, `changes`: whether it changes something), `similar` (`path`, `symptom`: what measures the same metrics) and `found` (as `kb search` answers),
/// both empty where a note is about the alert.
package struct AlertContext: Sendable {
    /// The members in their fixed order, as they are printed and sent.
    package let object: JSONObject
    /// What measures the symptom, with the alert's labels as parameters.
    package let triage: Triage
    /// Why the value that a label gives for a parameter stands in no command, by the name of the parameter.
    package let refused: [String: ParameterError]
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
        let read = try (known?.place.path).map { try note(at: $0) }
        let parameters = read?.note.parameters ?? []
        let values = ParameterValues.fromLabels(labels, for: parameters)
        let (loaded, refused) = read?.filled(ParameterValues.told(by: labels, for: parameters)) ?? (nil, [:])
        let symptom = loaded?.note.symptoms.first { $0.id == known?.place.symptom }
        func isMeant(_ other: Symptom) -> Bool { symptom == nil || other.id == symptom?.id }
        let commands = loaded.map(RunnableCommand.all)?.filter { isMeant($0.symptom) } ?? []
        let resolution = loaded.flatMap { loaded in
            symptom.flatMap { ChosenSections($0.resolutionAnchor, in: loaded.note) }?.markdown(of: loaded.text)
        }
        let similar = known == nil ? expression.map { directory.similar(to: $0) } ?? [] : []
        let request = SearchRequest(AlertContext.words(of: name), limit: 5, today: today)
        let found = known == nil ? try ask { try $0.search(request) }.hits : []
        let object: JSONObject = [
            "alert": .text(name), "reason": .optional(known?.reason.rawValue), "note": .optional(read?.note.id),
            "path": .optional(read?.note.path), "title": .optional(read?.note.title.full),
            "symptom": .optional(symptom?.id), "description": .optional(symptom?.description.full),
            "impact": .optional(symptom?.impact.full), "urgency": .optional(symptom?.urgency?.rawValue),
            "parameters": .texts(values), "commands": .list(commands.map { .object($0.object) }),
            "resolution": .optional(resolution), "similar": .list(similar.prefix(5).map { .object($0.object) }),
            "found": .list(found.map { .object(SearchRow($0).object) }),
        ]
        let targets = read?.note.detectionTargets(values).filter { isMeant($0.symptom) } ?? []
        return AlertContext(object: object, triage: Triage(targets), refused: refused)
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
