import Index
import KnowledgeBase
import Notes

/// The index of an exported site: a script, since pages that are files may not read other files.
enum SearchScript {
    /// What the search there understands of a query.
    static let examples = ["\"consumer lag\"", "broker -kafka", "tag:kafka", "series:backend", "status:draft"]

    /// Sections as `[page, title, heading, text]`, the front matter of each page, and which characters count as which others.
    static func bytes(of notes: [NoteSummary], _ view: View) throws -> [UInt8] {
        var rows: [JSONObject] = []
        var fields: [(String, RowValue)] = []
        for note in notes {
            guard let loaded = try? view.knowledgeBase.note(at: note.path).note else { continue }
            let file = ExportedAddress.file(ofPage: view.addresses.page(ofNoteAt: note.path)).percentEncoded(
                keeping: "/")
            fields.append((file, .object(Self.fields(of: loaded))))
            for section in loaded.sections {
                let anchor = section.level == 0 ? "" : section.anchors.first.map { "#" + $0.percentEncoded() } ?? ""
                rows.append([
                    "href": .text(file + anchor), "title": .text(loaded.title.full),
                    "heading": .text(section.level == 0 ? "" : section.heading.full),
                    "text": .text(section.body + "\n" + section.code),
                ])
            }
        }
        var (from, to) = ("", "")
        for value in UInt32(0x3400)...0x9FFF where CharacterFolding.fold(value) != value {
            guard let scalar = Unicode.Scalar(value), let folded = Unicode.Scalar(CharacterFolding.fold(value)) else {
                continue
            }
            from.unicodeScalars.append(scalar)
            to.unicodeScalars.append(folded)
        }
        let object: JSONObject = [
            "from": .text(from), "to": .text(to), "fields": .object(JSONObject().adding(fields)),
            "sections": .list(rows.map { .object($0) }),
        ]
        return Array(("window.kbIndex = " + object.json + ";\n").utf8)
    }

    /// The values of a note's front matter by their keys, both as they are compared.
    private static func fields(of note: Note) -> JSONObject {
        let front = note.frontMatter
        let status = front.status == nil ? [("status", RowValue.texts(["active"]))] : []
        return JSONObject().adding(
            status
                + front.fields.map { field in
                    let values = field.key == "tags" ? front.tags : field.value.scalars
                    return (CharacterFolding.fold(field.key), .texts(values.map { CharacterFolding.fold($0) }))
                })
    }
}
