package import Detection
import Notes

/// An alert from its beginning to its end, as webhooks told.
///
/// Keys: `alert` (its name), `fingerprint`, `labels`, `annotations`, `starts_at` (RFC 3339), `ends_at` (or null while it
/// goes on), `last_seen`, `path` and `symptom` of what it is about, or null.
package struct AlertRow: Row {
    private let episode: AlertEpisode
    private let place: AlertDirectory.Place?

    package init(_ episode: AlertEpisode, _ directory: AlertDirectory) {
        self.episode = episode
        place =
            directory.place(
                of: episode.name, annotations: episode.annotations, expression: episode.expression)?.place
    }

    package var path: String { place?.path ?? "" }

    package var object: JSONObject {
        [
            "alert": .text(episode.name), "fingerprint": .text(episode.fingerprint),
            "labels": Self.object(episode.labels), "annotations": Self.object(episode.annotations),
            "starts_at": .text(Self.moment(episode.startsAt)), "ends_at": .optional(episode.endsAt.map(Self.moment)),
            "last_seen": .text(Self.moment(episode.lastSeen)), "path": .optional(place?.path),
            "symptom": .optional(place?.symptom),
        ]
    }

    private static func object(_ texts: [String: String]) -> RowValue {
        .object(JSONObject().adding(texts.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) }))
    }

    private static func moment(_ seconds: Double) -> String {
        Timestamp.text(Int(max(-6e10, min(seconds, 2.6e11))))
    }
}
