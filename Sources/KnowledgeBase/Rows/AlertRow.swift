package import Detection
import Notes

/// An alert from its beginning to its end, as webhooks told.
///
/// Keys: `alert` (its name), `fingerprint`, `labels`, `annotations`, `starts_at` (RFC 3339), `ends_at` (or null while it
/// goes on), `last_seen`, `path` and `symptom` of what it is about, or null.
package struct AlertRow: Row {
    private let episode: AlertEpisode
    private let place: AlertDirectory.Place?

    /// Looks up which note the alert is about; one that none is about has an empty path.
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
            "labels": .texts(episode.labels), "annotations": .texts(episode.annotations),
            "starts_at": .text(RowTime.text(episode.startsAt)),
            "ends_at": .optional(episode.endsAt.map { RowTime.text($0) }),
            "last_seen": .text(RowTime.text(episode.lastSeen)), "path": .optional(place?.path),
            "symptom": .optional(place?.symptom),
        ]
    }
}
