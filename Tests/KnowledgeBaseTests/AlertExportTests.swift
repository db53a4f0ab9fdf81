import Detection
import Fixtures
import Foundation
import Index
import KnowledgeBase
import Notes
import Testing

@Suite("Alerts from a note")
struct AlertExportTests {
    private let export = AlertExport(
        Note(
            path: "21_queue_operations.md",
            text: """
                ---
                title: Queue operations / 佇列維運
                ---
                ## Symptoms / 症狀
                | # | Symptom | Impact | Urgency |
                |---|---|---|---|
                | S1 | Queue grows / 佇列變長 | Late {{ mail }} | High |
                | S2 | Uneven | None | Low |
                | S3 | Doubled | None | |

                ## Detection commands / 偵測指令
                ### S1
                ```promql
                queue_length > 100
                ```
                ```promql
                rate(queue_in_total[5m]) > 7
                ```
                ### S2
                ```promql
                stddev(queue_length)
                ```

                ## Prevention checklist / 預防清單
                - [ ] 告警：queue > 100 持續 10min、disk > 85%
                """), page: "https://kb.example.com/notes/21_queue_operations")

    @Test("a rule has the note's expression, the time of the checklist, severity, both languages and the way back")
    func rule() {
        #expect(
            export.file.yaml
                == #"""
                groups:
                  - name: "21_queue_operations"
                    rules:
                      - alert: "QueueOperationsS1"
                        expr: "queue_length > 100"
                        for: 10m
                        labels:
                          severity: "high"
                        annotations:
                          summary: "S1 Queue grows / 佇列變長 (Queue operations / 佇列維運)"
                          description: "Late {{"{{"}} mail }}"
                          runbook_url: "https://kb.example.com/notes/21_queue_operations#s1"
                      - alert: "QueueOperationsS1_2"
                        expr: "rate(queue_in_total[5m]) > 7"
                        labels:
                          severity: "high"
                        annotations:
                          summary: "S1 Queue grows / 佇列變長 (Queue operations / 佇列維運)"
                          description: "Late {{"{{"}} mail }}"
                          runbook_url: "https://kb.example.com/notes/21_queue_operations#s1"

                """#.replacing(#"{{"{{"}}"#, with: #"{{\"{{\"}}"#))
    }

    @Test("what can't be an alert is told, not exported")
    func omissions() {
        #expect(
            export.omissions.map { "\($0.symptom) \($0.sentences.map(\.english).joined(separator: " "))" } == [
                "S2 Its expression has no comparison, so there is nothing to alert on.", "S3 It has no PromQL.",
            ])
    }

    @Test(
        "a comparison that is none of an alert is told for what it is",
        arguments: [
            ("lag > bool 5", "bool"), ("scalar(lag) > bool 5", "scalar"), ("1 + 1", "scalar"), ("lag", "no comparison"),
        ])
    func alwaysAnswering(expression: String, word: String) {
        let export = AlertExport(Self.note(expression), page: "/notes/a")
        #expect(export.file.rules.isEmpty)
        #expect(export.omissions.count == 1)
        #expect(export.omissions.first?.sentences.first?.english.contains(word) == true)
    }

    @Test("a rule whose series another condition limits gets the time of the checklist, too")
    func limited() {
        let note = Self.note("lag > 5 and on (topic) topic_info > 0", checklist: "- [ ] lag > 5 持續 90s")
        #expect(AlertExport(note, page: "/notes/a").file.rules.map { $0.duration?.description } == ["1m30s"])
    }

    private static func note(_ commands: String, checklist: String = "") -> Note {
        Note(
            path: "a.md",
            text: """
                ## Symptoms
                | # | Symptom |
                |---|---|
                | S1 | Lag grows on a disk |

                ## Detection commands
                ### S1
                ```promql
                \(commands)
                ```

                ## Prevention checklist
                \(checklist)
                """)
    }

    @Test(
        "a matcher that Prometheus can't read would break the file for all: it is told, not exported",
        arguments: [
            #"lag{topic=~"("} > 1"#, #"lag{topic!~"a{3,2}"} > 1"#, #"sum(rate(lag{topic=~"["}[5m])) > 1"#,
            #"lag{topic=~"*"} > 1"#, #"lag{topic=~"\\y"} > 1"#, #"lag{topic=~"(?<a)"} > 1"#, #"lag{topic=~"a\\"} > 1"#,
            #"lag{topic=~"(?i"} > 1"#, #"lag{topic=~"[[:foo:]]"} > 1"#, #"lag{topic=~"a**"} > 1"#,
        ])
    func badPattern(expression: String) {
        let export = AlertExport(Self.note("\(expression)\nlag > 2"), page: "/notes/a")
        #expect(export.file.rules.map(\.source) == ["lag > 2"])
        #expect(export.omissions.count == 1)
    }

    @Test(
        "a matcher that only Prometheus understands whole is exported",
        arguments: [
            #"lag{topic=~"(?P<name>a|b)"} > 1"#, #"lag{topic=~"\\p{Han}+"} > 1"#, #"lag{topic=~"(?i:a)b"} > 1"#,
            #"lag{topic=~"[[:alpha:]]+\\x41"} > 1"#, #"lag{topic=~"\\Qa(\\E"} > 1"#, #"lag{topic="("} > 1"#,
        ])
    func knownPattern(expression: String) {
        #expect(AlertExport(Self.note(expression), page: "/notes/a").file.rules.count == 1)
    }

    @Test(
        "what only Prometheus 3 reads is exported as all read it",
        arguments: [
            ("lag > 5m", "lag > 300"), ("lag > 1_000", "lag > 1000"), ("rate(lag[300]) > 0", "rate(lag[5m]) > 0"),
            ("lag offset 60 > 0", "lag offset 1m > 0"), ("lag offset 0 > 0", "lag > 0"),
            ("max_over_time(lag[1h:60]) > 0", "max_over_time(lag[1h:1m]) > 0"),
            ("lag @ 1_000 > 0", "lag @ 1000 > 0"), (#"sum by ("q") ({"lag"}) > 1"#, "sum by (q) (lag) > 1"),
            ("lag  >  5 # a_b", "lag  >  5"), ("rate(lag[5m] offset 1h)  > 0x1F", "rate(lag[5m] offset 1h)  > 0x1F"),
        ])
    func oldest(expression: String, exported: String) {
        let export = AlertExport(Self.note("\(expression)\n\nlag  > 2"), page: "/notes/a")
        #expect(export.file.rules.map(\.source) == [exported, "lag  > 2"])
        #expect(export.omissions.isEmpty && export.cautions.isEmpty)
    }

    @Test(
        "what has no other spelling is exported as it is, and told",
        arguments: [
            ("limitk(3, lag) > 1", "`limitk`"), ("sort_by_label(lag, \"a\") > 1", "`sort_by_label`"),
            (#"sum by ("a.b") ({"my.lag"}) > 1"#, #"`"a.b"`, `"my.lag"`"#),
        ])
    func newer(expression: String, named: String) {
        let export = AlertExport(Self.note("\(expression)\n\nlag > 2"), page: "/notes/a")
        #expect(export.file.rules.count == 2)
        #expect(export.omissions.isEmpty)
        #expect(export.cautions.map(\.symptom) == ["S1"])
        #expect(export.cautions.first?.sentences.first?.english.contains(named) == true)
    }

    @Test("a time of the checklist goes to the expression that it names, not to all with its number")
    func durations() {
        func durations(_ checklist: String) -> [String] {
            let note = Self.note("lag > 5\n\ndisk_used > 5", checklist: checklist)
            return AlertExport(note, page: "/notes/a").file.rules.map { $0.duration?.description ?? "at once" }
        }
        #expect(durations("- [ ] lag > 5 持續 90s\n- [ ] disk > 5 持續 2min") == ["1m30s", "2m"])
        #expect(durations("- [ ] lag > 5 持續 90s") == ["1m30s", "at once"])
        #expect(durations("- [ ] grows > 5 持續 90s") == ["1m30s", "1m30s"])
    }

    @Test(
        "a time that is stated of a symptom by its id goes to its expressions",
        arguments: [
            ("- [ ] 告警 S1：積壓持續 3min", ["3m", "3m"]), ("- [ ] 告警 S1：積壓 > 5 持續 3min", ["3m", "3m"]),
            ("- [ ] 告警 S1：磁碟 > 7 持續 3min", ["at once", "3m"]),
            ("- [ ] 告警 S1：磁碟 > 7，持續 3min\n- [ ] 告警 S1：lag > 5 持續 1h", ["1h", "3m"]),
            ("- [ ] 告警 S1：磁碟 > 9 持續 3min", ["3m", "3m"]), ("- [ ] 告警 S2：lag > 5 持續 3min", ["at once", "at once"]),
            ("- [ ] 告警 S1：立即；lag > 5 for 2m", ["2m", "at once"]),
        ])
    func namedDurations(checklist: String, durations: [String]) {
        let expressions = checklist.contains("積壓 > 5") ? "lag > 5\n\ndisk_used > 5" : "lag > 5\n\ndisk_used > 7"
        let rules = AlertExport(Self.note(expressions, checklist: checklist), page: "/notes/a").file.rules
        #expect(rules.map { $0.duration?.description ?? "at once" } == durations)
    }

    @Test("several notes make one file with a group each; none make an empty one")
    func several() {
        let yaml = AlertExport.yaml([export, export])
        #expect(yaml.split(separator: "\n").count { $0 == "groups:" } == 1)
        #expect(yaml.split(separator: "\n").count { $0.hasPrefix("  - name:") } == 2)
        #expect(AlertExport.yaml([]) == "groups: []\n")
    }
}

@Suite("Alerts of notes whose names are alike")
struct AlertNameTests {
    private static let text = """
        ## Symptoms
        | # | Symptom |
        |---|---|
        | S1 | It |

        ## Detection commands
        ### S1
        ```promql
        up == 0
        ```
        """

    /// A notes folder that holds the same runbook at each path.
    private static func withBase(_ paths: [String], _ work: (KnowledgeBase) throws -> Void) throws {
        let folder = try TemporaryFolder()
        for path in paths {
            let file = URL(fileURLWithPath: folder.path("notes/" + path))
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let notes = try NotesFolder(
            flag: folder.path("notes"), environment: ["KB_DATABASE": folder.path("index.sqlite")],
            workingDirectory: "/")
        let base = try KnowledgeBase(notes, for: .command)
        try base.refresh()
        try work(base)
    }

    static let folders = [
        ["20_redis.md", "21_redis.md"], ["en/dup.md", "zh/dup.md"], ["2026-11.md", "2026-12.md"],
        ["a/b_c.md", "a_b/c.md", "a_b_c.md"], ["dup.md", "en/dup.md", "en_dup.md", "EnDup.md"],
        ["a-b.md", "x/a_b.md", "a b.md"], ["20_redis.md", "redis_20.md", "20/redis.md", "redis.md"],
    ]

    @Test(
        "every alert has a name, a group and an address of its own, and each leads to its own note", arguments: folders)
    func apart(paths: [String]) throws {
        try Self.withBase(paths) { base in
            let exports = try base.alerts(of: nil, site: "https://kb.example.com/")
            let rules = exports.flatMap(\.file.rules)
            #expect(Set(rules.map(\.name)).count == paths.count)
            #expect(Set(exports.map(\.file.group)).count == paths.count)
            let directory = try base.alertDirectory(base.runbooks(nil))
            for (path, rule) in zip(paths.sorted(), rules) {
                let place = AlertDirectory.Place(path: path, symptom: "S1")
                #expect(directory.place(of: rule.name)?.place == place, "\(rule.name)")
                #expect(try base.soughtAlert(rule.name)?.reference == Note.withoutEnding(path) + "#S1", "\(rule.name)")
                let annotations = ["runbook_url": rule.runbookURL]
                #expect(directory.place(of: "Any", annotations: annotations)?.place == place, "\(rule.runbookURL)")
                for other in rules {
                    #expect(directory.place(of: other.name, annotations: annotations)?.place == place)
                }
                // A part of the notes gives the same names as all.
                let alone = try base.alerts(of: [path], site: "https://kb.example.com/")
                #expect(alone.flatMap(\.file.rules).map(\.name) == [rule.name])
            }
        }
    }

    @Test("a name that no other note has stays as it is")
    func unchanged() throws {
        try Self.withBase(["20_redis.md", "07_disk.md", "2026-11.md", "en/lag.md"]) { base in
            let names = try base.alerts(of: nil, site: "").flatMap(\.file.rules).map(\.name)
            #expect(names == ["DiskS1", "S1", "RedisS1", "LagS1"])
        }
    }

    @Test("the real promtool reads the rules of notes that share a name", .enabled(if: hasPromtool, "needs promtool"))
    func accepted() throws {
        try Self.withBase(["en/dup.md", "zh/dup.md", "20_redis.md", "21_redis.md"]) { base in
            let folder = try TemporaryFolder()
            try Data(AlertExport.yaml(try base.alerts(of: nil, site: "http://x")).utf8)
                .write(to: URL(fileURLWithPath: folder.path("rules.yml")))
            let process = Process()
            process.executableURL = URL(fileURLWithPath: promtool)
            process.arguments = ["check", "rules", "--lint=none", folder.path("rules.yml")]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
    }
}

private let promtool = "/usr/bin/promtool"
private let hasPromtool = FileManager.default.isExecutableFile(atPath: promtool)
