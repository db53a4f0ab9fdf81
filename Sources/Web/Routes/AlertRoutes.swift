import Detection
import HTTPTypes
import Hummingbird
import Index
import KnowledgeBase
import Logging
import NIOCore
import Notes

/// Where Alertmanager tells of alerts, and where an alert leads people.
struct AlertRoutes: Sendable {
    let site: Site
    /// Each knows a token that Alertmanager may show.
    let tokens: [Sessions]

    /// Where the webhook is.
    static let path = "/api/v1/alerts"
    private static let most = 200

    func add(to router: Router<WebContext>) {
        router.post(RouterPath(Self.path)) { request, context in
            do {
                return try await receive(request, context.logger)
            } catch {
                site.metrics.countWebhook(nil)
                context.logger.warning("A webhook was refused.", metadata: ["error": "\(error)"])
                throw error
            }
        }
        router.get(RouterPath(Self.path)) { request, _ in
            let episodes = try await site.lookout.alerts?.latest(Self.most) ?? []
            let directory = try await site.lookout.situation(nil).runbooks.directory
            return APIRoutes.response(
                episodes.map { AlertRow($0, directory).object }, to: request)
        }
        router.get("/a/**") { request, _ in
            guard let name = PageRoutes.rest(of: request, after: AlertPage.path) else { throw HTTPError(.notFound) }
            return try await lead(from: String(name.prefix(500)), request)
        }
    }

    /// Takes a webhook.
    private func receive(_ request: Request, _ logger: Logger) async throws -> Response {
        guard !tokens.isEmpty else {
            throw HTTPError(.forbidden, message: "No alerts are taken; start kb serve with KB_WEBHOOK_TOKEN.")
        }
        guard let token = request.bearerToken, tokens.contains(where: { $0.isToken(token) }) else {
            throw HTTPError.tokenWanted
        }
        guard let alerts = site.lookout.alerts else {
            throw HTTPError(.serviceUnavailable, message: "The journal cannot be used; the log says why.")
        }
        var request = request
        let body = try await request.collectBody(upTo: Webhook.largestBody)
        let webhook: Webhook
        do {
            webhook = try Webhook(body: Array(body.readableBytesView))
        } catch {
            throw HTTPError(.init(code: error.status), message: error.description)
        }
        if webhook.truncated > 0 {
            logger.warning("Alertmanager left alerts out of a webhook.", metadata: ["alerts": "\(webhook.truncated)"])
        }
        let changes = try await alerts.record(webhook, now: Double(site.configuration.now()))
        site.metrics.countWebhook(changes)
        if changes.contains(where: { $0 == .began || $0 == .ended }) { site.hub.tellWatchers(EventHub.situation) }
        let answer: JSONObject = [
            "received": .integer(changes.count), "began": .integer(changes.count { $0 == .began }),
            "ended": .integer(changes.count { $0 == .ended }),
        ]
        return Response(
            status: .ok, headers: [.contentType: APIRoutes.type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: answer.json + "\n")))
    }

    /// What was told of an alert: of those that go on, else of the latest, the one with the labels of the address, else the
    /// newest.
    private func episode(
        named name: String, _ labels: [String: String], _ situation: Situation
    ) async throws -> AlertEpisode? {
        var named = situation.alerts.map(\.episode).filter { $0.name == name }
        if named.isEmpty {
            named = try await site.lookout.alerts?.latest(Self.most).filter { $0.name == name } ?? []
        }
        return named.first { $0.hasLabels(labels) } ?? named.first
    }

    /// Leads to the symptom or the note that an alert is about, with its labels as parameters; where none is known, to
    /// a page that helps.
    private func lead(from name: String, _ request: Request) async throws -> Response {
        let query = FormFields(request.uri.query ?? "")
        let labels = Dictionary(
            query.fields.filter { !Site.ignored.contains($0.name) }.map { ($0.name, $0.value) },
            uniquingKeysWith: { first, _ in first })
        let situation = try await site.lookout.situation(nil, withRules: true)
        let rule = situation.rules.first { $0.name == name }
        let episode = try await episode(named: name, labels, situation)
        let expression = rule?.expression ?? episode?.expression
        // Of several that go on, whose labels were meant is not known.
        let isOnlyOne = situation.alerts.count { $0.episode.name == name } == 1
        let values = labels.isEmpty && isOnlyOne ? episode?.labels ?? [:] : labels
        let preferences = Preferences(request, query)
        let href = try await site.ask(preferences) { view -> String? in
            var view = view
            view.situation = situation
            let directory = situation.runbooks.directory
            // As the first page and the list of alerts have it; the loaded rule knows more only where none was told.
            let told = episode.flatMap {
                directory.place(of: name, annotations: $0.annotations, expression: $0.expression)
            }
            let found = told ?? directory.place(of: name, annotations: rule?.annotations ?? [:], expression: expression)
            if let found { return found.place.href(labels: values, view) }
            let notes = try view.knowledgeBase.ask { try $0.notes(named: name) }
            guard let note = notes.first, notes.count == 1 else { return nil }
            return AlertDirectory.Place(path: note.path, symptom: nil).href(labels: values, view)
        }
        if let href {
            return Response(status: .found, headers: [.location: href, .cacheControl: "no-store"])
        }
        // What goes on, and the rule, change while no file does.
        return try await site.page(request, isCached: false) { view in
            var view = view
            view.situation = situation
            let content = try AlertPage(name, labels: labels, expression: expression, view)
            return Site.Draft(
                template: "alert", title: content.name, content: content, scripts: view.liveScripts)
        }
    }
}
