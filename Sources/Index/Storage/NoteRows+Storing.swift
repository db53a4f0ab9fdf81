import Foundation
import GRDB
import Notes

extension NoteRows {
    /// Stores the note; nothing must be stored for its path.
    func store(in db: Database) throws {
        let front = note.frontMatter
        let last = try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(id) FROM section"))
        let firstSection = (last ?? 0) + 1
        let insert = try Insertion(
            """
            INSERT INTO note (
                path, folded_path, name, title, names, fields, status, series, chapter, parallel, outline,
                created, updated, review_interval, next_review, review, is_runbook, has_chinese, has_english,
                size, modified, changed, inode, first_section, last_section
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, in: db)
        try insert(
            note.path, Self.folded(note.path), note.id, note.title.full, names, fields, front.status, front.series,
            front.chapter, parallel?.key, parallel?.outline,
            front.created?.daysSinceEpoch, front.updated?.daysSinceEpoch, front.reviewIntervalDays,
            front.nextReview?.daysSinceEpoch, front.text("review"), note.isRunbook,
            languages.hasChinese, languages.hasEnglish,
            stamp.size, stamp.modified, stamp.changed, stamp.inode,
            firstSection, firstSection + Int64(sections.count) - 1)
        let id = db.lastInsertedRowID
        try storeSections(of: id, from: firstSection, in: db)
        try storeNames(of: id, in: db)
        try storeFields(of: id, in: db)
        try storeLinks(of: id, in: db)
        try storeSymptoms(of: id, in: db)
        try storeFindings(of: id, in: db)
    }

    /// Deletes a note with all that belongs to it.
    static func delete(_ id: Int64, in db: Database) throws {
        try forget(
            """
            INSERT INTO text (text, rowid, title, heading, fields, body, code) VALUES ('delete', ?, ?, ?, ?, ?, ?)
            """, told: "section_text", ofNote: id, in: db)
        try forget(
            """
            INSERT INTO name_text (name_text, rowid, title, heading) VALUES ('delete', ?, ?, ?)
            """, told: "section_name", ofNote: id, in: db)
        try db.cachedStatement(
            sql: "DELETE FROM section WHERE id BETWEEN (SELECT first_section FROM note WHERE id = ?1)"
                + " AND (SELECT last_section FROM note WHERE id = ?1)"
        ).execute(arguments: [id])
        for table in ["field", "name", "pair", "parallel_name", "link", "anchor", "symptom", "finding"] {
            try db.cachedStatement(sql: "DELETE FROM \(table) WHERE note = ?").execute(arguments: [id])
        }
        try db.cachedStatement(sql: "DELETE FROM note WHERE id = ?").execute(arguments: [id])
    }

    /// Full-text tables keep no text, and must be told what they held, while that still stands in the others.
    ///
    /// - Parameters:
    ///   - deletion: takes the number of a section, and the tokens of each column.
    ///   - view: tells what the columns held.
    private static func forget(_ deletion: String, told view: String, ofNote id: Int64, in db: Database) throws {
        let old = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(view).* FROM note CROSS JOIN section ON \(Schema.isOfNote) JOIN \(view) ON \(view).id = section.id
                    WHERE note.id = ?
                    """),
            arguments: [id])
        let forget = try db.cachedStatement(sql: deletion)
        var list = TokenList()
        for row in old {
            var arguments: StatementArguments = [row[0] as Int64]
            for column in 1..<row.count {
                list.tokenize((row[column] as String).utf8.span)
                arguments += [String(decoding: list.joined, as: UTF8.self)]
            }
            try forget.execute(arguments: arguments)
        }
    }

    private func storeSections(of id: Int64, from firstSection: Int64, in db: Database) throws {
        let insert = try Insertion(
            """
            INSERT INTO section (
                id, note, ordinal, level, headings, anchor, line, end_line, role, symptoms, body, code
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, in: db)
        let insertText = try Insertion(
            "INSERT INTO text (rowid, title, heading, fields, body, code) VALUES (?, ?, ?, ?, ?, ?)", in: db)
        let insertNames = try Insertion("INSERT INTO name_text (rowid, title, heading) VALUES (?, ?, ?)", in: db)
        for (ordinal, row) in sections.enumerated() {
            let section = row.section
            let number = firstSection + Int64(ordinal)
            try insert(
                number, id, ordinal, section.level, row.headings, section.anchors.first ?? "",
                section.line, section.endLine, section.role?.rawValue, section.symptoms.joined(separator: " "),
                section.body, section.code)
            try insertText(number, row.title, row.heading, row.fields, row.body, row.code)
            try insertNames(number, row.noteName, row.sectionName)
        }
    }

    private func storeNames(of id: Int64, in db: Database) throws {
        let insertName = try Insertion("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", in: db)
        for (key, rank) in keys { try insertName(key, rank, id) }
        let insertPair = try Insertion("INSERT OR IGNORE INTO pair VALUES (?, ?, ?)", in: db)
        for (key, text) in pairs {
            try insertPair(id, key, text)
            try insertPair(id, text, key)
        }
        let insertParallel = try Insertion("INSERT INTO parallel_name VALUES (?, ?, ?)", in: db)
        for (ordinal, key) in parallel?.names ?? [] { try insertParallel(id, ordinal, key) }
    }

    private func storeFields(of id: Int64, in db: Database) throws {
        let insert = try Insertion("INSERT INTO field VALUES (?, ?, ?, ?, ?)", in: db)
        // Of one value that is written in several ways, or under one key that is, the first counts.
        var known: Set<[String]> = []
        for field in note.frontMatter.fields {
            let key = CharacterFolding.fold(field.key)
            let values = field.key == "tags" ? note.frontMatter.tags : field.value.scalars
            for value in values where !value.isEmpty {
                let folded = Self.key(value)
                let ordinal = known.count
                guard known.insert([key, folded]).inserted else { continue }
                let isWrittenSo = Self.differsInCaseOnly(value, folded)
                try insert(id, ordinal, key, isWrittenSo ? value : folded, isWrittenSo ? nil : value)
            }
        }
    }

    private func storeLinks(of id: Int64, in db: Database) throws {
        let insert = try Insertion("INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", in: db)
        for (ordinal, row) in links.enumerated() {
            let link = row.link
            let heading = row.heading.flatMap { $0.isEmpty ? nil : $0 }
            try insert(
                id, ordinal, link.section, link.target, row.key, link.text, link.line, heading,
                heading.map { SlugRegister.slug($0) })
        }
        let insertAnchor = try Insertion("INSERT INTO anchor VALUES (?, ?)", in: db)
        let known = Set(sections.compactMap { $0.section.anchors.first })
        for anchor in HeadingAnchors(of: note).names where !known.contains(anchor) {
            try insertAnchor(id, anchor)
        }
    }

    private func storeSymptoms(of id: Int64, in db: Database) throws {
        let insert = try Insertion("INSERT INTO symptom VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", in: db)
        for (ordinal, symptom) in note.symptoms.enumerated() {
            let commands = note.commands(of: symptom.id)
            try insert(
                id, ordinal, symptom.id, symptom.description.full, symptom.impact.full, symptom.urgency?.rank,
                symptom.line, commands.map(\.address).joined(separator: "\n"),
                commands.map(\.command.language).joined(separator: "\n"),
                note.resolution(of: symptom.id)?.anchors.first)
        }
    }

    private func storeFindings(of id: Int64, in db: Database) throws {
        let insert = try Insertion("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?)", in: db)
        let encoder = JSONEncoder()
        for (ordinal, finding) in note.findings.enumerated() {
            try insert(
                id, ordinal, finding.rule.rawValue, finding.line, finding.column,
                String(decoding: try encoder.encode(finding.sentences), as: UTF8.self))
        }
    }

    /// The form in which a text is compared; nil where it is written so, but for capital letters of ASCII.
    private static func folded(_ text: String) -> String? {
        let key = key(text)
        return differsInCaseOnly(text, key) ? nil : key
    }

    /// Whether a text is its folded form, but for capital letters of ASCII.
    private static func differsInCaseOnly(_ text: String, _ key: String) -> Bool {
        func small(_ byte: UInt8) -> UInt8 { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte }
        return text.utf8.elementsEqual(key.utf8) { small($0) == $1 }
    }
}
