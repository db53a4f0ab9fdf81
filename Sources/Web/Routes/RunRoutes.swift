import Catalogue
import Detection
import Foundation
import HTTPTypes
import Hummingbird
import Journal
import KnowledgeBase
import Live
import NIOCore
import NIOPosix
import Notes
import ServiceLifecycle

/// Running a command from a page: it is shown whole, confirmed by its fingerprint, and followed while it runs. The
/// browser sends the address and the values, never the text.
struct RunRoutes: Sendable {
    let site: Site
    let desk: RunDesk

    func add(to router: Router<WebContext>) {
        router.get("/run") { request, _ in
            let settings = try allowed(request)
            let query = FormFields(request.uri.query ?? "")
            let text = try await html(request, template: "run_confirm") { view in
                let (command, prepared, given) = try prepare(query, settings, view)
                let back = view.addresses.page(ofNoteAt: command.path)
                return (
                    command.address, RunConfirmPage(command, prepared, given: given, back: back)
                )
            }
            return Self.response(ResponseBody(byteBuffer: ByteBuffer(string: text)))
        }
        router.post("/run") { request, context in
            let settings = try allowed(request)
            var request = request
            let form = FormFields(String(buffer: try await request.collectBody(upTo: site.configuration.limits.body)))
            let who = "web " + (context.client ?? "")
            let live = try await site.ask(Preferences(request, form)) { view in
                try start(form, settings, view, who: who.trimmingSpaces())
            }
            return Response(status: .seeOther, headers: [.location: "/runs/\(live.id)", .cacheControl: "no-store"])
        }
        router.get("/runs/:id") { request, context in
            let settings = try allowed(request)
            guard let id = context.parameters.get("id", as: Int.self) else { throw HTTPError(.notFound) }
            return try await show(id, request, settings)
        }
        router.post("/runs/:id/cancel") { request, context in
            _ = try allowed(request)
            guard let id = context.parameters.get("id", as: Int.self), let live = desk.live(id) else {
                throw HTTPError(.notFound)
            }
            live.cancel()
            return Response(status: .seeOther, headers: [.location: "/runs/\(id)", .cacheControl: "no-store"])
        }
    }

    /// - Throws: 403 where the server was not started to run commands.
    private func allowed(_ request: Request) throws -> RunSettings {
        guard let settings = site.configuration.runs else {
            let preferences = Preferences(request, FormFields(request.uri.query ?? ""))
            throw HTTPError(.forbidden, message: Words(preferences.language)("run.forbidden"))
        }
        return settings
    }

    private func prepare(
        _ fields: FormFields, _ settings: RunSettings, _ view: View
    ) throws -> (RunnableCommand, PreparedRun, [String: String]) {
        let commands: [RunnableCommand]
        do {
            commands = try view.knowledgeBase.commands(at: String((fields["command"] ?? "").prefix(1000)))
        } catch let error as KnowledgeBaseError {
            throw HTTPError(.notFound, message: view.words.catalogue([error.sentence]))
        }
        guard commands.count == 1, let command = commands.first, command.language != "promql" else {
            throw HTTPError(.badRequest, message: view.words("run.one"))
        }
        let given = ParameterForm.values(in: fields)
        for name in given.keys where !command.parameters.contains(where: { $0.name.isSameParameter(as: name) }) {
            throw HTTPError(.badRequest, message: view.words("run.unknown", VisibleText.excerpt(name, limit: 60)))
        }
        do {
            let values = ParameterValues(command.parameters, given)
            let prepared = try PreparedRun(
                language: command.language, text: command.command.text, values: values, settings.configuration,
                settings.environment)
            return (command, prepared, values.used(in: command.command.text))
        } catch let error as RunError {
            throw RefusedRun(view.words.catalogue([error.sentence]), of: command, given, view)
        } catch let error as ParameterError {
            throw RefusedRun(view.words.catalogue([error.sentence]), of: command, given, view)
        }
    }

    private func start(_ form: FormFields, _ settings: RunSettings, _ view: View, who: String) throws -> LiveRun {
        let (command, prepared, given) = try prepare(form, settings, view)
        // What was shown is what these fingerprints say; a file that has changed meanwhile has others. Programs, which are
        // shown nothing, give that of the command alone.
        guard let known = form["fingerprint"].flatMap({ Fingerprint(hexadecimal: $0) }), known == command.fingerprint,
            form["shown"].map({ $0 == prepared.fingerprint.hexadecimal }) ?? true
        else {
            throw RefusedRun(view.words("run.changed"), .conflict, of: command, given, view)
        }
        guard !command.changes || form["arm"] == "yes" else {
            throw RefusedRun(view.words("run.unarmed"), .badRequest, of: command, given, view)
        }
        let live: LiveRun?
        do {
            live = try desk.start {
                try RecordedRun(
                    command, prepared, notes: view.knowledgeBase.folder.root, values: given, who: who,
                    now: Date().timeIntervalSince1970, journal: settings.journal, runner: settings.runner)
            }
        } catch let error as FiringRuleError {
            throw RefusedRun(view.words.catalogue([error.sentence]), of: command, given, view)
        }
        guard let live else {
            throw HTTPError(.serviceUnavailable, headers: [.retryAfter: "10"], message: view.words("run.busy"))
        }
        return live
    }

    /// A finished run, or one that is followed: the page then comes in pieces, also without JavaScript.
    private func show(_ id: Int, _ request: Request, _ settings: RunSettings) async throws -> Response {
        let live = desk.live(id)
        let root = site.freshness.knowledgeBase.folder.root
        guard let run = try await NIOThreadPool.singleton.run({ try settings.journal.run(id, notes: root) }) else {
            throw HTTPError(.notFound)
        }
        let mark = "kb-\(UInt64.random(in: .min ... .max))"
        let preferences = Preferences(request, FormFields(request.uri.query ?? ""))
        let text = try await html(request, template: "run") { view in
            let content = try RunPage(
                run, output: live == nil ? VisibleText.escaped(run.outcome?.output ?? "", keepingLines: true) : mark,
                outcome: live == nil ? RunPage.outcome(run.outcome, view.words) : mark, isRunning: live != nil,
                view)
            return (content.title, content)
        }
        let parts = text.components(separatedBy: mark)
        guard let live, parts.count == 3 else {
            return Self.response(ResponseBody(byteBuffer: ByteBuffer(string: text)))
        }
        return Self.response(
            ResponseBody { writer in
                try await writer.write(ByteBuffer(string: parts[0]))
                for await line in live.lines().cancelOnGracefulShutdown() {
                    // A comment keeps the connection open.
                    let text = line.map { VisibleText.escaped($0, keepingLines: true).htmlEscaped + "\n" } ?? "<!-- -->"
                    try await writer.write(ByteBuffer(string: text))
                }
                let outcome = RunPage.outcome(live.outcome, Words(preferences.language)).htmlEscaped
                try await writer.write(ByteBuffer(string: parts[1] + outcome + parts[2]))
                try await writer.finish(nil)
            })
    }

    private func html<Content: Sendable>(
        _ request: Request, template: String,
        _ content: @escaping @Sendable (View) throws -> (title: String, content: Content)
    ) async throws -> String {
        let query = FormFields(request.uri.query ?? "")
        return try await site.ask(Preferences(request, query)) { view in
            let (title, content) = try content(view)
            let draft = Site.Draft(template: template, title: title, content: content)
            return site.render(draft, view, path: request.uri.path + query.query(without: Preferences.parameters))
        }
    }

    private static func response(_ body: ResponseBody) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"], body: body)
    }
}
