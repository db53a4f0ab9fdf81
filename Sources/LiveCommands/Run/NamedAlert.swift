import Catalogue
import Commands
import Detection
import Foundation
import Journal
import KnowledgeBase

/// An alert that the journal knows, as a person named it: its labels fill in the parameters of commands.
struct NamedAlert {
    /// What it may be, the newest first: several that go on at once may have one name.
    private let episodes: [AlertEpisode]
    private let reference: String
    private let session: Session
    private var words: Catalogue { Interface.words }

    /// - Parameter reference: its name, or its fingerprint or the first 6 digits or more of it.
    /// - Throws: `Failure.invalidValue` where the journal knows none.
    init(_ reference: String, _ session: Session, _ journal: Journal) throws {
        let all = try journal.alerts(notes: session.base.folder.root, limit: 10_000)
        let wanted = reference.lowercased()
        let named = all.filter { episode in
            episode.name.lowercased() == wanted
                || (wanted.utf8.count >= 6 && episode.fingerprint.lowercased().hasPrefix(wanted))
        }
        guard let newest = named.first else {
            let known = Set(all.map(\.name)).filter { !$0.isEmpty }.sorted().prefix(10).joined(separator: ", ")
            throw Failure.invalidValue(
                option: "--alert", value: ControlCharacters.visible(reference),
                advice: known.isEmpty
                    ? Interface.words("run.alert.none")
                    : Interface.words("run.alert.known", ControlCharacters.visible(known)))
        }
        let now = Double(try Clock.now(session.environment))
        let active = named.filter { $0.isAlerting(now: now, patience: AlertEpisode.patience) }
        episodes = active.isEmpty ? [newest] : active
        (self.reference, self.session) = (reference, session)
    }

    /// The symptom that the notes say it is about.
    ///
    /// - Throws: `Failure.invalidValue` where they do not say.
    func address() throws -> String {
        let directory = try session.base.alertDirectory(session.base.runbooks(nil))
        let episode = episodes[0]
        let found = directory.place(
            of: episode.name, annotations: episode.annotations, expression: episode.expression)
        guard let place = found?.place, let symptom = place.symptom else {
            throw Failure.invalidValue(
                option: "--alert", value: ControlCharacters.visible(reference),
                advice: Interface.words("run.alert.nowhere"))
        }
        return place.path + "#" + symptom
    }

    /// What its labels say for parameters, which is told to the person.
    ///
    /// - Throws: `Failure.invalidValue` where several alerts of that name say different things.
    func values(for parameters: [Parameter]) throws -> [String: String] {
        let told = episodes.map { ParameterValues.told(by: $0.labels, for: parameters) }
        guard let values = told.first, told.allSatisfy({ $0 == values }) else {
            let several = zip(episodes, told).prefix(10).map { "\($0.fingerprint) (\(Self.text($1)))" }
            throw Failure.invalidValue(
                option: "--alert", value: ControlCharacters.visible(reference),
                advice: words("run.alert.several", several.joined(separator: ", ")))
        }
        let name = ControlCharacters.visible(episodes[0].name)
        StandardStream.tell(
            values.isEmpty ? words("run.alert.silent", name) : words("run.alert.values", name, Self.text(values)))
        return values
    }

    private static func text(_ values: [String: String]) -> String {
        VisibleText.excerpt(
            values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " "), limit: 300)
    }
}
