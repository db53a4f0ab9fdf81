import Fixtures
import Notes
import Testing

/// A detection command in short: its address, language, and first and last line of text.
private struct Command: Equatable, CustomStringConvertible {
    var address: String
    var language: String
    var first: String
    var last: String

    var description: String { "\(address) \(language): \(first) … \(last)" }
}

extension Note {
    fileprivate func inShort(_ symptom: String) -> [Command] {
        commands(of: symptom).map { address, command in
            let lines = command.text.split(separator: "\n", omittingEmptySubsequences: false)
            return Command(
                address: address, language: command.language, first: String(lines.first ?? ""),
                last: String(lines.last ?? ""))
        }
    }
}

@Suite("A runbook is read whole")
struct RunbookTests {
    private let text = BrokerRunbook.text
    private let note = Note(path: BrokerRunbook.path, text: BrokerRunbook.text)

    @Test("its id is the file name, its title the front matter's in both languages")
    func identity() {
        #expect(note.id == "21_broker_operations")
        #expect(note.title.english == "Message Broker Operations")
        #expect(note.title.chinese == "訊息佇列維運")
        #expect(note.isRunbook)
    }

    @Test("every row of the symptoms table is a symptom, with its urgency in either language")
    func symptoms() {
        #expect(note.symptoms.map(\.id) == ["S1", "S2", "S3", "S4", "S5", "S6"])
        #expect(note.symptoms.map(\.urgency) == [.high, .medium, .medium, .low, .critical, .critical])
        #expect(note.symptoms[0].description.full == "Queue depth 不斷上升")
        #expect(note.symptoms[2].impact.full == "重複扣款")
        #expect(note.symptoms.map(\.line) == (0..<6).map { text.line(of: "| S1 |") + $0 })
    }

    @Test("detection commands have address, language and exact text")
    func commands() throws {
        #expect(note.inShort("S1").map(\.address) == ["21_broker_operations#S1.1", "21_broker_operations#S1.2"])
        #expect(note.inShort("S1").map(\.language) == ["bash", "promql"])
        let first = try #require(note.commands(of: "S1").first?.command)
        #expect(first.text == "rabbitmqctl list_queues name messages \\\n  | sort -k2 -n")
        #expect(first.line == text.line(of: "list_queues name messages \\"))
        #expect(first.blockLine == first.line - 1)
        #expect(note.sections[first.section].heading.full == "S1: Queue Depth")
    }

    @Test("the two symptoms of a shared block are told apart by its comments")
    func sharedBlock() throws {
        let third = note.commands(of: "S3").map(\.command)
        #expect(third.count == 1)
        #expect(third.first?.language == "bash")
        #expect(
            third.first?.text
                == "# S3: redelivered 的訊息\nrabbitmqctl list_queues name messages_unacknowledged")
        #expect(third.first?.line == text.line(of: "# S3:"))
        #expect(
            note.inShort("S4") == [
                Command(
                    address: "21_broker_operations#S4.1", language: "bash", first: "# S4: leader 分佈",
                    last: "rabbitmq-queues check_if_node_is_quorum_critical"),
                Command(
                    address: "21_broker_operations#S4.2", language: "promql", first: "# S4: 每個節點的 leader 數",
                    last: "stddev(rabbitmq_raft_leaders) > 3"),
            ])
        let fourth = try #require(note.commands(of: "S4").first?.command)
        #expect(fourth.line == text.line(of: "# S4: leader"))
        #expect(fourth.blockLine == third.first?.blockLine)
    }

    @Test("attributes of the info string are kept apart from the language")
    func attributes() {
        let command = note.commands(of: "S5").first?.command
        #expect(command?.language == "bash")
        #expect(command?.attributes == "{firing=exit}")
    }

    @Test("code under causes and resolutions is no detection command")
    func codeOfResolutions() {
        #expect(note.commands.count == 9)
        #expect(!note.commands.contains { $0.language == "go" || $0.text.contains("rebalance all") })
    }

    @Test("every symptom has its resolution")
    func resolutions() {
        let headings = note.symptoms.map { note.resolution(of: $0.id)?.heading.full }
        #expect(
            headings == [
                "S1: Queue Depth — 消費者太慢", "S2: Connection Churn", "S3: Duplicate Delivery",
                "S4: Unbalanced Leaders", "S5: Memory Alarm", "S6: Split Brain",
            ])
    }

    @Test("a symptom's anchors tell its row, its detection and its resolution apart")
    func anchors() {
        let detection = note.section("S1: Queue Depth")
        #expect(detection?.anchors.first == "s1-detect")
        #expect(detection?.anchors.contains("s1-queue-depth") == true)
        #expect(note.section("S3–S4: Duplicates / Leaders")?.anchors.prefix(2) == ["s3-detect", "s4-detect"])
        #expect(note.resolution(of: "S3")?.anchors.first == "s3-resolve")
        let all = note.sections.flatMap(\.anchors)
        #expect(Set(all).count == all.count)
        #expect(!all.contains(""))
        #expect(Set(all).isDisjoint(with: note.symptoms.map(\.anchor)))
    }

    @Test("the only thing to say is that a symptom has no PromQL")
    func findings() {
        #expect(note.faults == ["\(text.line(of: "| S3 |")):1 symptom-without-promql"])
        #expect(note.findings.first?.severity == .information)
    }

    @Test("the checklist knows what is done, and under which heading")
    func checklist() {
        #expect(note.checklist.map(\.text) == ["Alert on depth", "儀表板已建立", "with the panel for memory"])
        #expect(note.checklist.map(\.isDone) == [false, true, true])
        #expect(
            note.checklist.map { note.sections[$0.section].heading.full }
                == Array(repeating: "Monitoring / 監控", count: 3))
        #expect(note.checklist.first?.line == text.line(of: "Alert on depth"))
    }

    @Test("wikilinks and addresses are links with their line")
    func links() {
        #expect(note.links.map(\.target) == ["20_broker_internals", "15_locks#Leases", "https://example.org/guide"])
        #expect(note.links.map(\.text) == ["20_broker_internals", "leases", "Guide"])
        #expect(note.links.map(\.kind) == [.wikilink, .wikilink, .link])
        #expect(note.links.map(\.line) == ["[[20_", "[[15_", "[Guide]"].map { text.line(of: $0) })
    }

    @Test("it reads the same with Windows line ends, and behind a byte order mark")
    func lineEnds() {
        let windows = Note(path: BrokerRunbook.path, text: text.replacing("\n", with: "\r\n"))
        #expect(windows.commands.map(\.symptoms) == note.commands.map(\.symptoms))
        #expect(windows.commands.map(\.line) == note.commands.map(\.line))
        #expect(windows.symptoms == note.symptoms)
        #expect(windows.sections.map(\.anchors) == note.sections.map(\.anchors))
        #expect(windows.sections.map(\.line) == note.sections.map(\.line))
        #expect(windows.frontMatter == note.frontMatter)
        #expect(windows.findings == note.findings)
        #expect(Note(path: BrokerRunbook.path, text: "\u{FEFF}" + text) == note)
    }
}

private let modelNote = "notes/18_kafka_patterns_operations.md"

@Suite("The model note is read as it is", .enabled(if: SharedData.exists(modelNote), "../shared is missing"))
struct ModelNoteTests {
    private let note: Note
    private let text: String

    init() throws {
        text = try SharedData.text(modelNote)
        note = Note(path: modelNote, text: text)
    }

    @Test("six symptoms come out, each with its urgency")
    func symptoms() {
        #expect(note.id == "18_kafka_patterns_operations")
        #expect(note.symptoms.map(\.id) == ["S1", "S2", "S3", "S4", "S5", "S6"])
        #expect(note.symptoms.map(\.urgency) == [.high, .high, .medium, .medium, .critical, .critical])
    }

    @Test(
        "each symptom has its detection commands",
        arguments: [
            ("S1", ["bash", "promql"]), ("S2", ["bash", "promql"]), ("S3", ["bash"]), ("S4", ["bash", "promql"]),
            ("S5", ["bash", "promql"]), ("S6", ["bash", "promql"]),
        ])
    func commands(_ symptom: String, _ languages: [String]) {
        #expect(note.commands(of: symptom).map(\.command.language) == languages)
        #expect(note.commands(of: symptom).map(\.address).first == "18_kafka_patterns_operations#\(symptom).1")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (_, command) in note.commands(of: symptom) {
            #expect(command.text.hasPrefix(String(lines[command.line - 1])))
            #expect(lines[command.blockLine - 1].hasPrefix("```"))
        }
    }

    @Test("S3 and S4 are told apart inside the block that they share")
    func sharedBlock() {
        #expect(note.commands(of: "S3").first?.command.text.contains("--verbose") == true)
        #expect(note.commands(of: "S3").first?.command.text.contains("kafka-log-dirs.sh") == false)
        #expect(note.commands(of: "S4").first?.command.text.contains("kafka-log-dirs.sh") == true)
        #expect(note.commands(of: "S4").first?.command.text.contains("--verbose") == false)
    }

    @Test("each symptom has its resolution, and no code of those is a detection command")
    func resolutions() {
        for symptom in note.symptoms {
            #expect(note.resolution(of: symptom.id)?.symptoms == [symptom.id])
        }
        #expect(!note.commands.contains { ["go", "rust"].contains($0.language) || $0.text.contains("--alter") })
        #expect(note.commands.count == 11)
    }

    @Test("what is said of it is that S3 has no PromQL")
    func findings() {
        #expect(note.findings.map(\.rule) == [.symptomWithoutPromQL])
        #expect(note.findings.map(\.line) == [text.line(of: "| S3 |")])
    }

    @Test("its checklist and its links are read")
    func rest() {
        #expect(note.checklist.count == 12)
        #expect(
            note.links.filter { $0.kind == .wikilink }.map(\.target) == [
                "17_kafka_deep_dive", "15_distributed_locking",
            ])
    }
}
