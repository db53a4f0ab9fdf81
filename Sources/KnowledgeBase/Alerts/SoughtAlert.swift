package import Notes
import Detection
import Index

/// An alert that somebody looks for by its name, and what it is about.
///
/// Keys, all of them always present: `name`, `note` (id), `path`, `title`, `symptom` and `description` (null where it is
/// about the note as a whole).
package struct SoughtAlert: Sendable, Equatable {
    /// As it was typed, without spaces around it.
    package let name: String
    /// Of the note, relative to the notes folder.
    package let path: String
    /// Of the note.
    package let title: BilingualText
    /// `S1`; nil where it is about the note as a whole.
    package let symptom: String?
    /// Of the symptom, from the note's table; nil where it is about the note as a whole.
    package let description: BilingualText?

    package var object: JSONObject {
        [
            "name": .text(name), "note": .text(Note.id(ofPath: path)), "path": .text(path), "title": .text(title.full),
            "symptom": .optional(symptom), "description": .optional(description?.full),
        ]
    }

    /// What `kb show` is asked for.
    package var reference: String { Note.withoutEnding(path) + (symptom.map { "#" + $0 } ?? "") }
}

extension KnowledgeBase {
    /// The alert whose name is the whole of a query: `alerts` of a note names it, or `kb export alerts` calls a symptom's
    /// so. Asks the index, and reads no note but those that it may be about.
    ///
    /// - Throws: `IndexError`
    package func soughtAlert(_ query: String) throws -> SoughtAlert? {
        let name = query.trimmingSpaces()
        guard Self.mayBeAlert(name) else { return nil }
        let stating = try ask { try $0.notes(.saying(field: "alerts", value: name)) }
        // An exported alert is called by letters, with a mark where that is not enough, and ends with its symptom's number.
        let mayBeExported =
            name.last?.isNumber == true
            && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        guard !stating.isEmpty || mayBeExported else { return nil }
        let runbooks = try ask { try $0.notes(.runbooks) }
        let names = AlertNames(runbooks.map(\.path))
        let exported = runbooks.filter { name.hasPrefix(names.alert(ofNoteAt: $0.path, symptom: "")) }
        // A note that can't be read says nothing of any alert.
        let notes = (stating + exported).filter { !NoteStatus.isArchived($0.status) }
            .compactMap { try? note(at: $0.path).note }
        guard let place = AlertDirectory(notes, names: names).place(of: name)?.place,
            let note = notes.first(where: { $0.path == place.path })
        else { return nil }
        return SoughtAlert(
            name: name, path: note.path, title: note.title, symptom: place.symptom,
            description: note.symptoms.first { $0.id == place.symptom }?.description)
    }

    /// Whether a text is one word with a capital letter or a line inside, as alerts are called; other queries cost nothing.
    private static func mayBeAlert(_ text: String) -> Bool {
        (2...200).contains(text.utf8.count) && !text.contains(where: \.isWhitespace)
            && text.utf8.dropFirst().contains {
                UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 || $0 == UInt8(ascii: "_")
            }
    }
}
