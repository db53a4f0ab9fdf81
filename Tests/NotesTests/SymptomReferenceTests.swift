import Notes
import Testing

@Suite("A heading or comment refers to symptoms")
struct SymptomReferenceTests {
    @Test(
        "in every form that people write",
        arguments: [
            ("S1: Consumer lag", ["S1"], "Consumer lag"),
            ("S1：延遲", ["S1"], "延遲"),
            ("S1", ["S1"], ""),
            ("  S1  ", ["S1"], ""),
            ("s1: lag", ["S1"], "lag"),
            ("S01: lag", ["S1"], "lag"),
            ("S12: lag", ["S12"], "lag"),
            ("S1 — lag", ["S1"], "lag"),
            ("S1 - lag", ["S1"], "lag"),
            ("S1. lag", ["S1"], "lag"),
            ("S3–S4: Duplication / Hotspot", ["S3", "S4"], "Duplication / Hotspot"),
            ("S3-S4", ["S3", "S4"], ""),
            ("S3—S4:", ["S3", "S4"], ""),
            ("S3 – S4: x", ["S3", "S4"], "x"),
            ("S3~S5: x", ["S3", "S4", "S5"], "x"),
            ("S3至S5：x", ["S3", "S4", "S5"], "x"),
            ("S3 to S5: x", ["S3", "S4", "S5"], "x"),
            ("S3-4: x", ["S3", "S4"], "x"),
            ("S1, S2", ["S1", "S2"], ""),
            ("S1,S2: x", ["S1", "S2"], "x"),
            ("S1/S2", ["S1", "S2"], ""),
            ("S1 / S2: x", ["S1", "S2"], "x"),
            ("S1 & S2", ["S1", "S2"], ""),
            ("S1 and S2: x", ["S1", "S2"], "x"),
            ("S1、S2", ["S1", "S2"], ""),
            ("S1，S2 與 S3：x", ["S1", "S2", "S3"], "x"),
            ("S1-S3, S5: x", ["S1", "S2", "S3", "S5"], "x"),
            ("S2, S1, S2: x", ["S2", "S1"], "x"),
            ("S3 - 4 brokers down", ["S3"], "4 brokers down"),
            ("S1: S2: x", ["S1"], "S2: x"),
            ("S1 S2: x", ["S1", "S2"], "x"),
            ("S1 or S2: x", ["S1", "S2"], "x"),
            ("S1 或 S2：x", ["S1", "S2"], "x"),
            ("S1 through S3: x", ["S1", "S2", "S3"], "x"),
            ("S1…S3", ["S1", "S2", "S3"], ""),
            ("S1...S3: x", ["S1", "S2", "S3"], "x"),
            ("S1, 2 & 3: x", ["S1", "S2", "S3"], "x"),
            ("S1, S2, and S4: x", ["S1", "S2", "S4"], "x"),
            ("S1、S2，以及 S4：x", ["S1", "S2", "S4"], "x"),
            ("S1―S3: x", ["S1", "S2", "S3"], "x"),
            ("S1 − S3 ― x", ["S1", "S2", "S3"], "x"),
            ("S1ーS2", ["S1", "S2"], ""),
            ("S1\u{A0}: x", ["S1"], "x"),
            ("S1\u{200B}: x", ["S1"], "x"),
            ("S3 - 2: x", ["S3"], "2: x"),
            ("[S2] x", ["S2"], "x"),
            ("【S2、S3】x", ["S2", "S3"], "x"),
            ("症狀 S3：x", ["S3"], "x"),
            ("Symptom S3 is back", ["S3"], "is back"),
            ("S4) x", ["S4"], "x"),
            ("S5｜x", ["S5"], "x"),
            ("🔴 S13: x", ["S13"], "x"),
            ("3.2 S1: x", ["S1"], "x"),
            ("S1－x", ["S1"], "x"),
            ("Ｓ８：x", ["S8"], "x"),
        ])
    func forms(_ text: String, _ symptoms: [String], _ rest: String) {
        let reference = SymptomReference(text)
        #expect(reference?.symptoms == symptoms)
        #expect(reference?.rest == rest)
    }

    @Test(
        "and to none otherwise",
        arguments: [
            "", "S", "S:", "Storage", "SLA: x", "S3 bucket", "S3bucket: x", "S3x", "Step 1: x", "1: x", "XS1: x",
            "S1S2: x", "S12345: x", "S99999999999999999999999: x", "S-1: x", "S5-S3: x", "S1–S9999: x", "S1-S52: x",
            "see S1: x", "(S1 x", "S3 儲存貯體", "S1, 2 brokers down", "症狀 3：x", "Symptoms", "12 S", "S1 too: x",
            "S1, and then: x",
        ])
    func none(_ text: String) {
        #expect(SymptomReference(text) == nil)
    }

    @Test("without a colon only to a symptom that the note has")
    func withoutColon() {
        #expect(SymptomReference("S3 Duplication", known: ["S3"])?.symptoms == ["S3"])
        #expect(SymptomReference("S3 Duplication", known: ["S3"])?.rest == "Duplication")
        #expect(SymptomReference("S3 bucket", known: ["S1", "S2"]) == nil)
        #expect(SymptomReference("S1/S3 both", known: ["S1", "S3"])?.symptoms == ["S1", "S3"])
        #expect(SymptomReference("S1/S3 both", known: ["S1"]) == nil)
        #expect(SymptomReference("S1（延遲）", known: ["S1"])?.symptoms == ["S1"])
        #expect(SymptomReference("S-1: lag", known: ["S1"])?.symptoms == ["S1"])
        #expect(SymptomReference("S1 S3 bucket is full", known: ["S1", "S3"])?.symptoms == ["S1"])
    }

    @Test(
        "a hostile range names hardly any",
        arguments: ["S1–S999999", "S1-S99999999999999999999", "S0-S9223372036854775807: x", "S1–S999999: everything"])
    func hostile(_ text: String) {
        #expect((SymptomReference(text)?.symptoms.count ?? 0) <= 1)
    }

    @Test("very many references are read in one go")
    func many() {
        let list = (0..<100_000).map { "S\($0 % 1_000)" }.joined(separator: ", ")
        #expect(SymptomReference(list)?.symptoms.count == 1_000)
        let ranges = Array(repeating: "S1-S50", count: 20_000).joined(separator: ", ")
        #expect(SymptomReference(ranges)?.symptoms.count == 50)
    }

    @Test(
        "the id cell of a table has it with or without its S",
        arguments: [
            ("S1", "S1"), ("s1", "S1"), ("1", "S1"), ("S01", "S1"), (" S12 ", "S12"), ("", nil), ("S", nil),
            ("S1a", nil), ("S-2", "S2"), ("S6.", "S6"), ("(S10)", "S10"), ("S11:", "S11"), ("S13 🔴", "S13"),
            ("Ｓ８", "S8"),
            ("🔴 S1", "S1"), ("1️⃣", "S1"), ("SYM-14", nil), ("🔴", nil), ("S1.5", nil),
            ("S1 S2", nil), ("one", nil), ("99999", nil),
        ])
    func cells(_ cell: String, _ id: String?) {
        #expect(SymptomReference.id(inCell: cell) == id)
    }
}
