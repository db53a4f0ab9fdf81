import Notes
import Testing

@Suite("Sections are the heading tree")
struct SectionTests {
    private func tree(_ text: String) -> [String] {
        let sections = Note.sample(text).sections
        return sections.map { section in
            let parent = section.parent.map { sections[$0].heading.full } ?? "-"
            return "\(section.level) \(section.heading.full) < \(parent) @\(section.line)-\(section.endLine)"
        }
    }

    @Test("levels may be skipped, downwards and upwards")
    func levels() {
        #expect(
            tree("# A\n### B\ntext\n## C\n#### D\n# E\n") == [
                "1 A < - @1-1", "3 B < A @2-3", "2 C < A @4-4", "4 D < C @5-5", "1 E < - @6-6",
            ])
        #expect(tree("### A\n# B\n## C\n") == ["3 A < - @1-1", "1 B < - @2-2", "2 C < B @3-3"])
    }

    @Test("underlined headings count, and headings in quotes, lists and code do not")
    func kinds() {
        #expect(
            tree("A\n===\ntext\n\nB\n---\n\n> # quoted\n\n- # listed\n\n```\n# code\n```\n\n    # indented\n") == [
                "1 A < - @1-4", "2 B < A @5-16",
            ])
    }

    @Test("the text before the first heading is a section named as the note, above none of them")
    func preamble() {
        let note = Note.sample("---\ntitle: T / 題\n---\n\nfirst words\n\n# A\n\n## B\n")
        #expect(note.sections.map(\.level) == [0, 1, 2])
        #expect(note.sections.map(\.heading.full) == ["T / 題", "A", "B"])
        #expect(note.sections.map(\.parent) == [nil, nil, 1])
        #expect(note.sections.map(\.line) == [5, 7, 9])
        #expect(note.sections.map(\.endLine) == [6, 8, 9])
        #expect(note.sections[0].anchors == [])
        #expect(note.sections[0].body == "first words")
    }

    @Test("without front matter the preamble is named by the first heading")
    func preambleName() {
        #expect(Note.sample("words\n\n# A").sections.map(\.heading.full) == ["A", "A"])
    }

    @Test("body and code are kept apart, both without markup")
    func content() {
        let section = Note.sample(
            "# A\n\nSome **bold** `code` text\nand more.\n\n- item\n- [x] task\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```sh\nls -l\n```\n\nsee [there](https://example.org/x)\n\n<b>raw</b>\n"
        ).sections[0]
        #expect(section.body == "Some bold code text\nand more.\nitem\ntask\na\tb\n1\t2\nsee there\nraw")
        #expect(section.code == "ls -l\nhttps://example.org/x")
    }

    @Test("an empty file has no section, one of white space neither", arguments: ["", "\n\n", " \t\n", "\u{FEFF}"])
    func none(_ text: String) {
        #expect(Note.sample(text).sections.isEmpty)
        #expect(Note.sample(text).title.full == "sample")
    }
}

@Suite("Sections of a runbook have roles")
struct SectionRoleTests {
    @Test(
        "known by their heading in either language",
        arguments: [
            ("Purpose / 目的", SectionRole.purpose), ("Purpose", .purpose), ("目的", .purpose), ("Symptoms", .symptoms),
            ("常見症狀", .symptoms), ("常见症状", .symptoms), ("Diagnostic Steps / 診斷步驟", .diagnosis),
            ("诊断步骤", .diagnosis), ("Detection Commands / 偵測指令", .detection), ("DETECTION COMMANDS", .detection),
            ("检测命令", .detection), ("偵測指令 / Detection", .detection),
            ("Common Causes & Resolutions / 常見原因與解法", .resolution), ("Common Causes and Resolutions", .resolution),
            ("How to Detect", .detection), ("常見原因與處理方式", .resolution),
            ("常见原因与解法", .resolution), ("Prevention Checklist / 預防清單", .prevention), ("预防清单", .prevention),
            ("Cross-references / 交叉引用", .crossReferences), ("Cross references", .crossReferences),
            ("References / 參考資料", .references), ("参考资料", .references), ("🔍 Detection Commands:", .detection),
            ("2. Symptoms", .symptoms), ("2.1 Detection", .detection), ("二、症狀", .symptoms),
            ("Symptoms 常見症狀", .symptoms),
            ("常見症狀 Symptoms", .symptoms), ("🔥 Symptoms (常見症狀)", .symptoms), ("偵測指令（Prometheus）", .detection),
            ("【症狀】", .symptoms), ("症狀一覽", .symptoms),
        ])
    func names(_ heading: String, _ role: SectionRole) {
        #expect(Note.sample("## \(heading)\n").sections.map(\.role) == [role])
    }

    @Test(
        "others have none", arguments: ["Background", "Detection of fraud", "症狀的歷史", "Monitoring / 監控", "Symptoms 的歷史"])
    func others(_ heading: String) {
        #expect(Note.sample("## \(heading)\n").sections.map(\.role) == [nil])
    }

    @Test("sections below have the role of the nearest above, and what follows has not")
    func inherited() {
        let note = Note.sample(
            "# T\n## Detection\n### S1\n#### More\n## Background\n### Prevention\n## Purpose\n### References\n")
        #expect(
            note.sections.map(\.role) == [
                nil, .detection, .detection, .detection, nil, .prevention, .purpose, .references,
            ])
    }

    @Test("a configuration can add names")
    func configured() {
        let roles = SectionRoleNames(adding: [.detection: ["How to see it", "如何確認"], .purpose: ["Symptoms"]])
        let note = Note(path: "a.md", text: "# how to see it!\n# 如何確認\n# Symptoms\n# Detection\n", roles: roles)
        #expect(note.sections.map(\.role) == [.detection, .detection, .purpose, .detection])
    }

    @Test("a file of the notes folder adds names, each half of a bilingual one")
    func file() {
        let (roles, findings) = SectionRoleNames.read(
            "detection: [How to see it / 如何確認]\ncross-references: Kin, 同類\n")
        #expect(findings.isEmpty)
        let text = "# How to see it\n# 如何確認\n# How to see it / 如何確認\n# Kin\n# 同類\n# Detection\n"
        let note = Note(path: "a.md", text: text, roles: roles)
        let role: [SectionRole?] = [
            .detection, .detection, .detection, .crossReferences, .crossReferences, .detection,
        ]
        #expect(note.sections.map(\.role) == role)
    }

    @Test(
        "what a file says in vain is told with its line, and the rest of it holds",
        arguments: [
            ("detectoin: [Look]\npurpose: [Why]\n", 1, "`detectoin` is no role"),
            ("purpose: [Why]\ndetection: {a: b}\n", 2, "`detection` names no heading"),
            ("purpose: [Why]\ndetection: [\n", 3, ""),
            ("purpose: [Why]\ndetection: [Look, {a: b}]\n", 2, "`detection` holds something that is no heading"),
            ("purpose: [Why]\ndetection: [Look, why!]\n", 2, "\"why!\" is a heading of purpose already"),
        ])
    func faults(yaml: String, line: Int, message: String) {
        let (roles, findings) = SectionRoleNames.read(yaml)
        #expect(findings.map(\.rule) == [.sectionRole])
        #expect(findings.first?.line == line)
        #expect(findings.first?.message.hasPrefix(message) == true)
        #expect(roles.role(of: BilingualText("Why")) == .purpose)
        #expect(roles.role(of: BilingualText("Detection")) == .detection)
    }

    @Test("of a bilingual heading only the half that another role has is left out")
    func halfTaken() {
        for yaml in ["purpose: [原因甲]\ndetection: [Look / 原因甲]\n", "detection: [原因甲]\npurpose: [Look / 原因甲]\n"] {
            let (roles, findings) = SectionRoleNames.read(yaml)
            #expect(findings.map(\.line) == [2])
            #expect(findings.first?.message == "\"原因甲\" is a heading of \(yaml.prefix { $0 != ":" }) already")
            let first = SectionRole(rawValue: String(yaml.prefix { $0 != ":" }))
            #expect(roles.role(of: BilingualText("原因甲")) == first)
            #expect(roles.role(of: BilingualText("Look")) == (first == .purpose ? .detection : .purpose))
        }
    }

    @Test("headings that differ in brackets or a number are others")
    func alike() {
        let (roles, findings) = SectionRoleNames.read(
            "purpose: [Overview, Whys]\nsymptoms: ['Overview (symptoms)']\ndiagnosis: [5 Whys]\n")
        #expect(findings.isEmpty)
        let found = ["Overview", "Overview (symptoms)", "Whys", "5 Whys"].map { roles.role(of: BilingualText($0)) }
        #expect(found == [.purpose, .symptoms, .purpose, .diagnosis])
    }

    @Test(
        "any file of roles is read without a trap",
        arguments: ["", "[]", "a", "{{ a }}: b", "- detection", "\u{0}", "&a *a"])
    func anyFile(yaml: String) {
        #expect(SectionRoleNames.read(yaml).names.role(of: BilingualText("Purpose")) == .purpose)
    }
}
