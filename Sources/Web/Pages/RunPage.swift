import Catalogue
import Detection
import Index
import Journal
import KnowledgeBase
import Live
import Notes

/// A run and what it said; while it runs, two marks stand where its output and its outcome will.
struct RunPage: Sendable {
    let id: Int
    /// What the browser's tab shows.
    let title: String
    /// Of the symptom; nil where the note no longer has it.
    let description: TextModel?
    let address: String
    let who: String
    /// RFC 3339, in UTC.
    let started: String
    let parameters: String
    let isRunning: Bool
    /// Whether it ended and wrote nothing.
    let isSilent: Bool
    let output: String
    let outcome: String
    /// The command as it ran; nil where the note has changed since.
    let command: Command?
    /// The symptom, and what is written of it.
    let back: LinkModel
    let resolutionHref: String?

    struct Command: Sendable {
        let language: String
        let text: String
        /// Where it can be run again, with the same values.
        let again: String
    }

    init(_ run: RunRecord, output: String, outcome: String, isRunning: Bool, _ view: View) throws {
        id = run.id
        let symptom = try view.knowledgeBase.ask { try $0.symptoms(ofNoteAt: run.path) }
            .first { $0.symptom == run.symptom }.map { SymptomItem($0, view) }
        description = symptom?.description
        address = VisibleText.escaped(run.address)
        title = [description?.full, address].compactMap { $0 }.joined(separator: " · ")
        who = VisibleText.escaped(run.who)
        started = RowTime.text(run.started)
        parameters = run.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        self.isRunning = isRunning
        isSilent = !isRunning && output.isEmpty
        self.output = output
        self.outcome = outcome
        let part = run.address.split(separator: "#").last.map(String.init) ?? ""
        let commands = try? view.knowledgeBase.commands(at: run.path + "#" + part)
        command = commands?.first { $0.part == part && $0.fingerprint.hexadecimal == run.fingerprint }.map {
            let query = ([""] + ParameterForm.fields(run.parameters)).joined(separator: "&")
            return Command(
                language: $0.language,
                text: VisibleText.escaped($0.shown(with: run.parameters), keepingLines: true),
                again: "/run?command=" + ($0.path + "#" + $0.part).percentEncoded() + query)
        }
        back = LinkModel(
            href: symptom?.href ?? view.addresses.page(ofNoteAt: run.path),
            label: TextModel(view.words("run.back", symptom?.symptom ?? run.path)))
        resolutionHref = symptom?.resolutionHref
    }

    /// How a run ended, for a person.
    static func outcome(_ outcome: RunRecord.Outcome?, _ words: Words) -> String {
        guard let outcome else { return words("run.unfinished") }
        let verdict = words.catalogue("triage.verdict.\(outcome.verdict)")
        return words(
            "run.outcome", verdict, VisibleText.escaped(words.catalogue([outcome.sentence])), String(outcome.duration))
    }
}
